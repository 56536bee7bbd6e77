// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requestdraft.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace frontdesk {

namespace {

using BodyKind = RequestDraft::BodyKind;
using Auth = RequestDraft::Auth;

// The names in the file: they outlive the order of the enumerators.
constexpr std::array<std::pair<BodyKind, const char *>, 6> bodyKinds { {
        { BodyKind::None, "none" },
        { BodyKind::Json, "json" },
        { BodyKind::Text, "text" },
        { BodyKind::Form, "form" },
        { BodyKind::Multipart, "multipart" },
        { BodyKind::File, "file" },
} };
constexpr std::array<std::pair<Auth, const char *>, 3> auths { {
        { Auth::None, "none" },
        { Auth::Basic, "basic" },
        { Auth::Bearer, "bearer" },
} };

template <typename Names, typename Value>
QString nameOf(const Names &names, Value value)
{
    for (const auto &[candidate, name] : names) {
        if (candidate == value)
            return QLatin1String(name);
    }
    return {};
}

template <typename Names>
auto valueOf(const Names &names, const QString &text)
{
    for (const auto &[value, name] : names) {
        if (text == QLatin1String(name))
            return value;
    }
    return names.front().first;
}

QString key(const char *name)
{
    return QLatin1String(name);
}

QJsonArray toArray(const QList<DraftField> &fields)
{
    QJsonArray array;
    for (const DraftField &field : fields)
        array.append(QJsonObject {
                { key("enabled"), field.enabled },
                { key("name"), field.name },
                { key("value"), field.value.isNull() ? QJsonValue() : QJsonValue(field.value) } });
    return array;
}

QList<DraftField> toFields(const QJsonValue &array)
{
    QList<DraftField> fields;
    for (const QJsonValue item : array.toArray())
        fields.append({ item[key("enabled")].toBool(true), item[key("name")].toString(),
                        item[key("value")].toString() });
    return fields;
}

QJsonArray toArray(const QList<DraftPart> &parts)
{
    QJsonArray array;
    for (const DraftPart &part : parts)
        array.append(QJsonObject { { key("enabled"), part.enabled },
                                   { key("name"), part.name },
                                   { key("value"), part.value },
                                   { key("file"), part.isFile } });
    return array;
}

QList<DraftPart> toParts(const QJsonValue &array)
{
    QList<DraftPart> parts;
    for (const QJsonValue item : array.toArray())
        parts.append({ item[key("enabled")].toBool(true), item[key("name")].toString(),
                       item[key("value")].toString(), item[key("file")].toBool() });
    return parts;
}

} // namespace

QByteArray RequestDraft::toJson() const
{
    const QJsonObject object {
        { key("method"), method },
        { key("url"), url },
        { key("query"), toArray(query) },
        { key("headers"), toArray(headers) },
        { key("body"), nameOf(bodyKinds, bodyKind) },
        { key("text"), text },
        { key("form"), toArray(form) },
        { key("parts"), toArray(parts) },
        { key("file"), file },
        { key("auth"), nameOf(auths, auth) },
        { key("user"), user },
        { key("password"), password },
        { key("token"), token },
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<RequestDraft> RequestDraft::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return {};
    const QJsonObject object = document.object();
    const auto string = [&object](const char *name) { return object[key(name)].toString(); };
    RequestDraft draft;
    draft.method = object[key("method")].toString(draft.method);
    draft.url = string("url");
    draft.query = toFields(object[key("query")]);
    draft.headers = toFields(object[key("headers")]);
    draft.bodyKind = valueOf(bodyKinds, string("body"));
    draft.text = string("text");
    draft.form = toFields(object[key("form")]);
    draft.parts = toParts(object[key("parts")]);
    draft.file = string("file");
    draft.auth = valueOf(auths, string("auth"));
    draft.user = string("user");
    draft.password = string("password");
    draft.token = string("token");
    return draft;
}

const DraftField *enabledField(const QList<DraftField> &fields, const char *name)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [name](const DraftField &field) {
        return field.enabled && field.name.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
    });
    return found == fields.end() ? nullptr : &*found;
}

} // namespace frontdesk
