// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/tasksecrets.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace frontdesk {

namespace {

QJsonObject laidOver(QJsonObject below, const QJsonObject &above)
{
    for (auto each = above.begin(); each != above.end(); ++each) {
        const QJsonValue old = below.value(each.key());
        const bool bothAreObjects = each.value().isObject() && old.isObject();
        below.insert(each.key(),
                     bothAreObjects ? QJsonValue(laidOver(old.toObject(), each.value().toObject()))
                                    : each.value());
    }
    return below;
}

} // namespace

QByteArray withSecrets(const QByteArray &params, const QByteArray &secrets)
{
    if (secrets.isEmpty())
        return params;
    const QJsonObject whole = laidOver(QJsonDocument::fromJson(params).object(),
                                       QJsonDocument::fromJson(secrets).object());
    return QJsonDocument(whole).toJson(QJsonDocument::Compact);
}

} // namespace frontdesk
