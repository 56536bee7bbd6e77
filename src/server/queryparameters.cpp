// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queryparameters.h"

#include "server/target.h"

#include <QStringDecoder>

#include <algorithm>

namespace frontdesk {

namespace {

std::optional<QString> decoded(std::string_view text)
{
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), '+', ' ');
    const auto bytes = percentDecoded(plain);
    if (!bytes)
        return std::nullopt;
    QStringDecoder toUtf16(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString result = toUtf16(QByteArrayView(bytes->data(), qsizetype(bytes->size())));
    if (toUtf16.hasError())
        return std::nullopt;
    return result;
}

tl::unexpected<Error> malformed(const char *code, const QString &detail)
{
    return failure(ErrorKind::Malformed, QString::fromLatin1(code), detail);
}

} // namespace

Result<QueryParameters> QueryParameters::parse(std::string_view query, const QStringList &known)
{
    QueryParameters parameters;
    while (!query.empty()) {
        const auto pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.empty())
            continue;
        const size_t equals = std::min(pair.find('='), pair.size());
        const auto key = decoded(pair.substr(0, equals));
        const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
        if (!key || !value)
            return malformed("bad_query", QStringLiteral("The query is not UTF-8 text."));
        if (!known.contains(*key))
            return malformed("unknown_query_key",
                             known.isEmpty()
                                     ? QStringLiteral("This path takes no query, but %1 was given.")
                                               .arg(*key)
                                     : QStringLiteral("%1 is not a query key here; known are %2.")
                                               .arg(*key, known.join(QStringLiteral(", "))));
        if (!parameters.m_values.emplace(*key, *value).second)
            return malformed("repeated_query_key", QStringLiteral("%1 is given twice.").arg(*key));
    }
    return parameters;
}

std::optional<QString> QueryParameters::text(const QString &key) const
{
    const auto found = m_values.find(key);
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

Result<qint64> QueryParameters::number(const QString &key, qint64 least, qint64 most,
                                       qint64 otherwise) const
{
    const auto given = text(key);
    if (!given)
        return otherwise;
    bool ok = false;
    const qint64 value = given->toLongLong(&ok);
    const bool digits = std::all_of(given->begin(), given->end(),
                                    [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!ok || !digits || value < least || value > most)
        return malformed(
                "bad_query",
                QStringLiteral("%1 must be a number from %2 to %3.").arg(key).arg(least).arg(most));
    return value;
}

} // namespace frontdesk
