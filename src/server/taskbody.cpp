// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/taskbody.h"

#include <QJsonDocument>

#include <cmath>

namespace frontdesk {

namespace {

constexpr double maxDelaySeconds = 365.0 * 24 * 3600;
constexpr int maxPriority = 1000;
constexpr int maxAttempts = 100;

} // namespace

Result<TaskDraft> taskDraftFromJson(const QJsonObject &body)
{
    TaskDraft draft;
    QList<FieldError> errors;
    const auto report = [&errors](const char *field, const char *code, const QString &detail) {
        errors.append({ QString::fromLatin1(field), QString::fromLatin1(code), detail });
    };

    const QJsonValue kind = body.value(u"kind");
    if (kind.isUndefined())
        report("kind", "required", QStringLiteral("kind is required."));
    else if (!kind.isString())
        report("kind", "wrong_type", QStringLiteral("kind must be a string."));
    draft.kind = kind.toString().toStdString();

    const QJsonValue params = body.value(u"params");
    if (params.isObject())
        draft.params = QJsonDocument(params.toObject()).toJson(QJsonDocument::Compact);
    else if (!params.isUndefined())
        report("params", "wrong_type", QStringLiteral("params must be an object."));

    const QJsonValue delay = body.value(u"delay");
    if (delay.isDouble() && delay.toDouble() >= 0 && delay.toDouble() <= maxDelaySeconds)
        draft.delayMs = std::llround(delay.toDouble() * 1000);
    else if (!delay.isUndefined())
        report("delay", "out_of_range", QStringLiteral("delay must be seconds, from 0 to a year."));

    const QJsonValue priority = body.value(u"priority");
    const double number = priority.toDouble();
    if (priority.isDouble() && number == std::trunc(number) && std::abs(number) <= maxPriority)
        draft.priority = int(number);
    else if (!priority.isUndefined())
        report("priority", "out_of_range",
               QStringLiteral("priority must be a whole number from -%1 to %1.").arg(maxPriority));

    const QJsonValue attempts = body.value(u"max_attempts");
    const double most = attempts.toDouble();
    if (attempts.isDouble() && most == std::trunc(most) && most >= 1 && most <= maxAttempts)
        draft.maxAttempts = int(most);
    else if (!attempts.isUndefined())
        report("max_attempts", "out_of_range",
               QStringLiteral("max_attempts must be a whole number from 1 to %1.")
                       .arg(maxAttempts));

    if (errors.isEmpty())
        return draft;
    QStringList details;
    for (const FieldError &error : errors)
        details += error.detail;
    return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"), details.join(u' '),
                     errors });
}

} // namespace frontdesk
