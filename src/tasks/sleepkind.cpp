// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/sleepkind.h"

#include <QJsonValue>

#include <chrono>
#include <cmath>

namespace frontdesk {

namespace {

constexpr qint64 maxSeconds = std::chrono::seconds(std::chrono::days(30)).count();

auto wrongSeconds(const char *code, const QString &detail)
{
    return failure({ ErrorKind::Invalid,
                     QStringLiteral("validation_failed"),
                     detail,
                     { { QStringLiteral("params.seconds"), QString::fromLatin1(code), detail } } });
}

} // namespace

QList<TaskParameter> SleepKind::parameters() const
{
    return { { .name = QStringLiteral("seconds"),
               .type = TaskParameter::Type::Number,
               .help = QT_TRANSLATE_NOOP("TaskParameter", "How long it waits, in seconds."),
               .required = true,
               .preset = 5,
               .most = double(maxSeconds) } };
}

Result<QJsonObject> SleepKind::check(const QJsonObject &params) const
{
    const QJsonValue seconds = params.value(QLatin1String("seconds"));
    if (seconds.isUndefined())
        return wrongSeconds("required", QStringLiteral("seconds is required."));
    if (!seconds.isDouble())
        return wrongSeconds("wrong_type", QStringLiteral("seconds must be a number."));
    if (seconds.toDouble() < 0 || seconds.toDouble() > double(maxSeconds))
        return wrongSeconds(
                "out_of_range",
                QStringLiteral("seconds must be from 0 to %1 (30 days).").arg(maxSeconds));
    return QJsonObject { { QStringLiteral("seconds"), seconds } };
}

Async<Result<QByteArray>> SleepKind::run(TaskContext &context) const
{
    const double seconds = context.params().value(QLatin1String("seconds")).toDouble();
    const auto slept
            = co_await context.sleepUntil(context.dueAtMs() + std::llround(seconds * 1000));
    if (!slept)
        co_return failure(slept.error());
    co_return QByteArray();
}

} // namespace frontdesk
