// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/problem.h"

#include <QRegularExpression>
#include <QStringList>

namespace frontdesk {

namespace {

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

/// Words that only our own insides use.
QString leakIn(const QByteArray &body)
{
    static const QRegularExpression inside(QStringLiteral(
            "sqlite|constraint|UNIQUE|INSERT|SELECT|\\.cpp|/tmp/|what\\(\\)|std::|frontdesk::"));
    return inside.match(QString::fromUtf8(body)).captured();
}

} // namespace

QString problemWith(const HttpAnswer &answer)
{
    static const QRegularExpression codeForm(QStringLiteral("^[a-z][a-z0-9_]*$"));
    const QJsonObject object = answer.object();
    const QString detail = text(object, "detail");
    const QJsonValue errors = object.value(QLatin1String("errors"));

    if (answer.field("Content-Type") != "application/json"
        && answer.field("Content-Type") != "application/problem+json")
        return QStringLiteral("its type is ") + QString::fromUtf8(answer.field("Content-Type"));
    if (object.isEmpty())
        return QStringLiteral("it is no JSON object: ") + QString::fromUtf8(answer.body);
    if (text(object, "error").isEmpty() || detail.isEmpty())
        return QStringLiteral("it has no error or no detail");
    if (text(object, "type") != QLatin1String("about:blank") || text(object, "title").isEmpty())
        return QStringLiteral("it has no type or no title");
    if (object.value(QLatin1String("status")).toInt() != answer.status)
        return QStringLiteral("its status differs from the status line's");
    if (!codeForm.match(text(object, "code")).hasMatch())
        return QStringLiteral("it has no code for programs");
    if (text(object, "request_id").isEmpty()
        || text(object, "request_id").toUtf8() != answer.field("X-Request-Id"))
        return QStringLiteral("its request_id is not that of the X-Request-Id field");
    if (!errors.isUndefined() && !errors.isArray())
        return QStringLiteral("errors is no array");
    for (const auto error : errors.toArray()) {
        const QJsonObject entry = error.toObject();
        if (text(entry, "field").isEmpty() || text(entry, "detail").isEmpty()
            || !codeForm.match(text(entry, "code")).hasMatch())
            return QStringLiteral("an entry of errors lacks field, code or detail");
    }
    if (const QString leak = leakIn(answer.body); !leak.isEmpty())
        return QStringLiteral("it shows our insides: ") + leak;
    return {};
}

QStringList fieldsOf(const HttpAnswer &answer)
{
    QStringList names;
    for (const auto error : answer.object().value(QLatin1String("errors")).toArray())
        names += text(error.toObject(), "field");
    return names;
}

} // namespace frontdesk
