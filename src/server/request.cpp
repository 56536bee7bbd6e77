// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/request.h"

#include "base/clock.h"
#include "base/jsondepth.h"

#include <QJsonDocument>

#include <algorithm>
#include <charconv>

namespace frontdesk {

namespace {

constexpr int maxWaitSeconds = 60;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t";
    const size_t begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

std::string_view mediaType(std::string_view contentType)
{
    return trimmed(contentType.substr(0, contentType.find(';')));
}

bool isJson(std::string_view type)
{
    return equalsIgnoreCase(type, "application/json")
            || (type.size() > 5 && equalsIgnoreCase(type.substr(type.size() - 5), "+json"));
}

QString whereIn(const QByteArray &text, qsizetype offset)
{
    const auto before = QByteArrayView(text).first(std::clamp<qsizetype>(offset, 0, text.size()));
    const qsizetype line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype column = before.size() - before.lastIndexOf('\n');
    return QStringLiteral("line %1, column %2").arg(line).arg(column);
}

Result<QJsonDocument> jsonDocument(const QByteArray &text, int maxDepth, const char *expected)
{
    if (text.isEmpty())
        return failure(ErrorKind::Malformed, QStringLiteral("body_required"),
                       QStringLiteral("The body is empty; a JSON %1 is expected.")
                               .arg(QLatin1String(expected)));
    if (jsonDepth({ text.constData(), size_t(text.size()) }) > maxDepth)
        return failure(ErrorKind::Malformed, QStringLiteral("json_too_deep"),
                       QStringLiteral("The JSON nests deeper than %1 levels.").arg(maxDepth));
    QJsonParseError error;
    auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorKind::Malformed, QStringLiteral("malformed_json"),
                       QStringLiteral("The body is not JSON: %1 at %2. Look for a missing quote or "
                                      "comma just before.")
                               .arg(error.errorString(), whereIn(text, error.offset)));
    return document;
}

} // namespace

std::optional<qint64> Request::id(size_t n) const
{
    const std::string &text = m_arguments[n];
    const char *const end = text.data() + text.size();
    const bool digits
            = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    qint64 value = 0;
    if (!digits || std::from_chars(text.data(), end, value).ec != std::errc() || text.empty())
        return std::nullopt;
    return value;
}

std::optional<std::string> Request::fields(std::string_view name) const
{
    std::optional<std::string> all;
    for (const Message::Field &field : m_message->fields) {
        if (!equalsIgnoreCase(field.name(*m_message), name))
            continue;
        if (all)
            all->append(", ").append(field.value(*m_message));
        else
            all.emplace(field.value(*m_message));
    }
    return all;
}

bool Request::hasType(std::string_view type) const
{
    return equalsIgnoreCase(mediaType(header("Content-Type")), type);
}

Result<QJsonObject> Request::jsonBody() const
{
    const auto text = jsonText();
    if (!text)
        return failure(text.error());
    const auto document = jsonDocument(*text, maxJsonDepth(), "object");
    if (!document)
        return failure(document.error());
    if (!document->isObject())
        return failure(ErrorKind::Invalid, QStringLiteral("object_required"),
                       QStringLiteral("The body must be a JSON object."));
    return document->object();
}

Result<QByteArray> Request::jsonText() const
{
    if (!isJson(mediaType(header("Content-Type"))))
        return failure(
                ErrorKind::UnsupportedType, QStringLiteral("json_required"),
                QStringLiteral(
                        "Send the body as JSON, with the header Content-Type: application/json."));
    return body();
}

std::optional<std::chrono::seconds> Request::preferredWait() const
{
    const std::string all = fields("Prefer").value_or("");
    std::string_view preferences = all;
    while (!preferences.empty()) {
        const size_t comma = preferences.find(',');
        const auto preference = trimmed(preferences.substr(0, comma));
        preferences.remove_prefix(comma == std::string_view::npos ? preferences.size() : comma + 1);
        if (preference.size() < 6 || !equalsIgnoreCase(preference.substr(0, 5), "wait="))
            continue;
        const auto number = preference.substr(5);
        int seconds = 0;
        const auto [end, error]
                = std::from_chars(number.data(), number.data() + number.size(), seconds);
        if (error == std::errc() && end == number.data() + number.size() && seconds >= 0)
            return std::chrono::seconds(std::min(seconds, maxWaitSeconds));
    }
    return std::nullopt;
}

Request::DatabaseSpan::DatabaseSpan(const Request &request)
    : m_message(request.m_message)
{
    m_message->times.databaseBeganNs = steadyNs();
}

Request::DatabaseSpan::~DatabaseSpan()
{
    m_message->times.databaseDoneNs = steadyNs();
}

Result<QJsonArray> jsonArray(const QByteArray &text, int maxDepth)
{
    const auto document = jsonDocument(text, maxDepth, "array");
    if (!document)
        return failure(document.error());
    if (!document->isArray())
        return failure(ErrorKind::Invalid, QStringLiteral("array_required"),
                       QStringLiteral("The body must be a JSON array."));
    return document->array();
}

} // namespace frontdesk
