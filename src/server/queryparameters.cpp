// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queryparameters.h"

#include "server/target.h"

#include <QByteArrayView>
#include <QString>

#include <algorithm>
#include <charconv>

namespace frontdesk {

namespace {

std::optional<std::string> decoded(std::string_view text)
{
    std::optional plain = std::string(text);
    if (text.find_first_of("+%") != text.npos) {
        std::replace(plain->begin(), plain->end(), '+', ' ');
        plain = percentDecoded(*plain);
    }
    if (plain && !QByteArrayView(*plain).isValidUtf8())
        plain.reset();
    return plain;
}

QString shown(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

tl::unexpected<Error> malformed(const char *code, const QString &detail)
{
    return failure(ErrorKind::Malformed, QString::fromLatin1(code), detail);
}

tl::unexpected<Error> unknown(std::string_view key, std::initializer_list<std::string_view> known)
{
    if (known.size() == 0)
        return malformed(
                "unknown_query_key",
                QStringLiteral("This path takes no query, but %1 was given.").arg(shown(key)));
    QString all;
    for (const std::string_view one : known)
        all += (all.isEmpty() ? QString() : QStringLiteral(", ")) + shown(one);
    return malformed(
            "unknown_query_key",
            QStringLiteral("%1 is not a query key here; known are %2.").arg(shown(key), all));
}

} // namespace

Result<QueryParameters> QueryParameters::parse(std::string_view query,
                                               std::initializer_list<std::string_view> known)
{
    QueryParameters parameters;
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.empty())
            continue;
        const size_t equals = std::min(pair.find('='), pair.size());
        auto key = decoded(pair.substr(0, equals));
        auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!key || !value)
            return malformed("bad_query", QStringLiteral("The query is not UTF-8 text."));
        if (std::find(known.begin(), known.end(), *key) == known.end())
            return unknown(*key, known);
        if (parameters.text(*key))
            return malformed("repeated_query_key",
                             QStringLiteral("%1 is given twice.").arg(shown(*key)));
        parameters.m_values.emplace_back(std::move(*key), std::move(*value));
    }
    return parameters;
}

std::optional<std::string_view> QueryParameters::text(std::string_view key) const
{
    const auto found = std::find_if(m_values.begin(), m_values.end(),
                                    [key](const auto &value) { return value.first == key; });
    return found == m_values.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

Result<qint64> QueryParameters::number(std::string_view key, qint64 least, qint64 most,
                                       qint64 otherwise) const
{
    const auto given = text(key);
    if (!given)
        return otherwise;
    qint64 value = 0;
    const char *const end = given->data() + given->size();
    const auto read = std::from_chars(given->data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || value < least || value > most)
        return malformed("bad_query",
                         QStringLiteral("%1 must be a number from %2 to %3.")
                                 .arg(shown(key))
                                 .arg(least)
                                 .arg(most));
    return value;
}

} // namespace frontdesk
