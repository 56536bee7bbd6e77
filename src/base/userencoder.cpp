// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/userencoder.h"

#include "base/user.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace frontdesk {

namespace {

constexpr std::array<std::string_view, userFormatCount> formatNames = { "json", "csv", "ndjson" };

constexpr qsizetype usualResourceBytes = 192;

bool wantsQuotes(std::string_view field)
{
    const auto isSpecial = [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; };
    // Blanks at an end are part of a field (RFC 4180 §2.4), but some readers drop them.
    return field.empty() || field.front() == ' ' || field.back() == ' '
            || std::any_of(field.begin(), field.end(), isSpecial);
}

void appendField(std::string &row, std::string_view field)
{
    if (!wantsQuotes(field)) {
        row += field;
        return;
    }
    row += '"';
    for (const char c : field) {
        if (c == '"')
            row += '"';
        row += c;
    }
    row += '"';
}

} // namespace

QByteArray mediaType(UserFormat format)
{
    switch (format) {
    case UserFormat::Json:
        break;
    case UserFormat::Csv:
        return QByteArrayLiteral("text/csv; charset=utf-8; header=present");
    case UserFormat::NdJson:
        return QByteArrayLiteral("application/x-ndjson");
    }
    return QByteArrayLiteral("application/json");
}

std::string_view toString(UserFormat format)
{
    return formatNames[size_t(format)];
}

std::optional<UserFormat> userFormatFromString(std::string_view name)
{
    for (size_t i = 0; i < formatNames.size(); ++i) {
        if (formatNames[i] == name)
            return UserFormat(i);
    }
    return std::nullopt;
}

UserEncoder::UserEncoder(UserFormat format)
    : m_format(format)
{
    if (m_format == UserFormat::Json)
        m_json.beginArray();
    else if (m_format == UserFormat::Csv)
        m_csv = "id,name,email\r\n";
}

void UserEncoder::add(qint64 id, std::string_view name, std::string_view email)
{
    if (m_format != UserFormat::Csv) {
        writeUser(m_json, id, name, email);
        if (m_format == UserFormat::NdJson)
            m_json.endLine();
        return;
    }
    char digits[24];
    m_csv.append(digits, std::to_chars(digits, digits + sizeof digits, id).ptr);
    m_csv += ',';
    appendField(m_csv, name);
    m_csv += ',';
    appendField(m_csv, email);
    m_csv += "\r\n";
}

void UserEncoder::end()
{
    if (m_format == UserFormat::Json)
        m_json.endArray();
}

qsizetype UserEncoder::size() const
{
    return m_json.size() + qsizetype(m_csv.size());
}

void UserEncoder::reserve(qsizetype bytes)
{
    if (m_format == UserFormat::Csv)
        m_csv.reserve(size_t(bytes));
    else
        m_json.reserve(bytes);
}

QByteArray UserEncoder::take()
{
    if (m_format != UserFormat::Csv)
        return m_json.take();
    QByteArray text(m_csv.data(), qsizetype(m_csv.size()));
    m_csv.clear();
    return text;
}

QByteArray written(const QList<User> &users, UserFormat format)
{
    if (format == UserFormat::Json) {
        JsonWriter json(users.size() * usualResourceBytes + 2);
        json.beginArray();
        for (const User &user : users)
            writeResource(json, user);
        json.endArray();
        return json.bytes();
    }
    UserEncoder encoder(format);
    for (const User &user : users)
        encoder.add(user.id, user.name, user.email);
    encoder.end();
    return encoder.take();
}

} // namespace frontdesk
