// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/taskconcurrency.h"

#include "tasks/taskkinds.h"

#include <algorithm>
#include <optional>

namespace frontdesk {

namespace {

constexpr int most = 10'000;

std::optional<int> number(const QString &text, int least)
{
    const bool digits = !text.isEmpty() && text.size() <= 9
            && std::all_of(text.begin(), text.end(),
                           [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int value = digits ? text.toInt() : -1;
    return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

} // namespace

Result<void> readTaskConcurrency(const QString &text, const QString &source, TaskOptions &options)
{
    const auto wrong = [&source](const QString &sentence) {
        return failure(ErrorKind::Invalid, QStringLiteral("wrong_option"),
                       source + u' ' + sentence);
    };
    const TaskKinds kinds = TaskKinds::builtIn();
    const QStringList parts = text.split(u',');
    for (const QString &each : parts) {
        const QString part = each.trimmed(), name = part.section(u'=', 0, 0).trimmed();
        const bool isOfKind = part.contains(u'=');
        const auto limit = number(part.section(u'=', isOfKind ? 1 : 0).trimmed(), isOfKind ? 0 : 1);
        if (isOfKind) {
            const TaskKind *kind = kinds.find(name.toStdString());
            if (!kind)
                return wrong(
                        QStringLiteral("names \"%1\", which is no kind of task; known are: %2.")
                                .arg(name, kinds.names()));
            if (kind->hasChildren())
                return wrong(QStringLiteral("cannot limit %1: it only waits for its tasks; limit "
                                            "their kinds.")
                                     .arg(name));
        }
        if (!limit)
            return wrong(QStringLiteral("takes a number from 1 to %1 for all kinds together, and "
                                        "KIND=N with 0 (no limit) to %1; \"%2\" is neither.")
                                 .arg(most)
                                 .arg(part));
        if (isOfKind)
            options.maxConcurrencyOf[name.toStdString()] = *limit;
        else
            options.maxConcurrency = *limit;
    }
    return {};
}

} // namespace frontdesk
