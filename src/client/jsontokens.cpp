// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/jsontokens.h"

namespace frontdesk {

namespace {

bool isWord(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
            || c == u'+' || c == u'-' || c == u'.';
}

qsizetype endOfString(QStringView line, qsizetype at)
{
    for (++at; at < line.size(); ++at) {
        if (line[at] == u'\\')
            ++at;
        else if (line[at] == u'"')
            return at + 1;
    }
    return line.size();
}

bool isKey(QStringView line, qsizetype end)
{
    while (end < line.size() && line[end].isSpace())
        ++end;
    return end < line.size() && line[end] == u':';
}

} // namespace

QList<JsonToken> jsonTokens(QStringView line)
{
    QList<JsonToken> tokens;
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line[at];
        qsizetype end = at + 1;
        if (c == u'"') {
            end = endOfString(line, at);
            const auto kind = isKey(line, end) ? JsonToken::Kind::Key : JsonToken::Kind::String;
            tokens.append({ kind, at, end - at });
        } else if (isWord(c)) {
            while (end < line.size() && isWord(line[end]))
                ++end;
            const bool number = c == u'-' || (c >= u'0' && c <= u'9');
            const auto word = line.sliced(at, end - at);
            if (number)
                tokens.append({ JsonToken::Kind::Number, at, end - at });
            else if (word == u"true" || word == u"false" || word == u"null")
                tokens.append({ JsonToken::Kind::Literal, at, end - at });
        }
        at = end;
    }
    return tokens;
}

} // namespace frontdesk
