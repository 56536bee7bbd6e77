// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The example of CONTRIBUTING.md, word for word (tst_examplekind checks that).
#include "tasks/taskkind.h"

namespace frontdesk {

/// `countdown {from}`: counts down, a second each.
class CountdownKind final : public TaskKind
{
public:
    std::string_view name() const override { return "countdown"; }

    QList<TaskParameter> parameters() const override
    {
        return { { .name = QStringLiteral("from"),
                   .type = TaskParameter::Type::Whole,
                   .help = QT_TRANSLATE_NOOP("TaskParameter", "Where it begins."),
                   .required = true,
                   .preset = 10,
                   .least = 1,
                   .most = 60 } };
    }

    Result<QJsonObject> check(const QJsonObject &params) const override
    {
        const int from = params.value(QLatin1String("from")).toInt();
        if (from >= 1 && from <= 60)
            return QJsonObject { { QStringLiteral("from"), from } };
        const auto detail = QStringLiteral("from must be a number from 1 to 60.");
        return failure(
                { ErrorKind::Invalid,
                  QStringLiteral("validation_failed"),
                  detail,
                  { { QStringLiteral("params.from"), QStringLiteral("out_of_range"), detail } } });
    }

    Async<Result<QByteArray>> run(TaskContext &context) const override
    {
        const int from = context.params().value(QLatin1String("from")).toInt();
        for (qint64 done = 1; done <= from; ++done) {
            const auto slept = co_await context.sleepUntil(context.dueAtMs() + done * 1000);
            if (!slept) // cancelled, timed out, or the server stops
                co_return failure(slept.error());
            context.progress(done, from);
        }
        co_return QByteArray("\"lift-off\"");
    }
};

} // namespace frontdesk
