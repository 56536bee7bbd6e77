// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/jsonformatter.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace frontdesk {

namespace {

constexpr qsizetype pieceBytes = 256 << 10;
constexpr int depthLimit = 512; // indentation grows with the square of the depth

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Of UTF-8, in QString's units, which editors count, too.
qsizetype lengthOf(const char *first, const char *last)
{
    qsizetype length = 0;
    for (; first != last; ++first) {
        const auto byte = quint8(*first);
        length += (byte & 0xc0) == 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
    }
    return length;
}

class Formatter
{
public:
    Formatter(QByteArrayView json, qsizetype atMost)
        : m_at(json.begin())
        , m_begin(json.begin())
        , m_end(json.end())
        , m_atMost(atMost)
    { }

    /// Hands on what is written, a piece at a time. False from it ends the work.
    void setSink(std::function<bool(const QByteArray &)> sink) { m_sink = std::move(sink); }

    Result<FormattedJson> run()
    {
        skipSpace();
        if (!value(0))
            return error();
        skipSpace();
        if (m_at != m_end && !fail("something follows the value"))
            return error();
        return FormattedJson { std::move(m_out), m_cut };
    }

private:
    bool value(int depth)
    {
        if (depth > depthLimit)
            return fail("it is nested too deeply");
        switch (peek()) {
        case '{':
            return container(depth, '}', &Formatter::member);
        case '[':
            return container(depth, ']', &Formatter::value);
        case '"':
            return string();
        case 't':
            return literal("true");
        case 'f':
            return literal("false");
        case 'n':
            return literal("null");
        default:
            return number();
        }
    }

    bool container(int depth, char close, bool (Formatter::*item)(int))
    {
        copy(m_at, m_at + 1);
        ++m_at;
        skipSpace();
        if (peek() == close) {
            copy(m_at, m_at + 1);
            ++m_at;
            return true;
        }
        for (;;) {
            newLine(depth + 1);
            if (!(this->*item)(depth + 1))
                return false;
            skipSpace();
            const char c = peek();
            if (c == close)
                break;
            if (c != ',')
                return fail(close == '}' ? "a comma or a closing brace is missing"
                                         : "a comma or a closing bracket is missing");
            copy(m_at, m_at + 1);
            ++m_at;
            skipSpace();
        }
        newLine(depth);
        copy(m_at, m_at + 1);
        ++m_at;
        return true;
    }

    bool member(int depth)
    {
        if (peek() != '"')
            return fail("a key in double quotes is missing");
        if (!string())
            return false;
        skipSpace();
        if (peek() != ':')
            return fail("a colon is missing after the key");
        ++m_at;
        write(": ");
        skipSpace();
        return value(depth);
    }

    bool string()
    {
        const char *const first = m_at++;
        for (;; ++m_at) {
            if (m_at == m_end)
                return fail("a string is not closed");
            if (static_cast<unsigned char>(*m_at) < 0x20)
                return fail("a string holds a line break or control character: is its closing "
                            "quote missing?");
            if (*m_at == '"')
                break;
            if (*m_at == '\\' && !escape())
                return false;
        }
        copy(first, ++m_at);
        return true;
    }

    bool escape()
    {
        ++m_at;
        const char c = peek();
        if (c == 'u') {
            for (int digit = 0; digit < 4; ++digit) {
                ++m_at;
                const char hex = peek();
                if (!isDigit(hex) && !(hex >= 'a' && hex <= 'f') && !(hex >= 'A' && hex <= 'F'))
                    return fail("four hexadecimal digits must follow \\u");
            }
            return true;
        }
        return QByteArrayView("\"\\/bfnrt").contains(c) || fail("there is no such escape");
    }

    bool literal(QByteArrayView word)
    {
        if (!QByteArrayView(m_at, m_end).startsWith(word))
            return fail("a value is missing");
        write(word);
        m_at += word.size();
        return true;
    }

    bool number()
    {
        const char *const first = m_at;
        if (peek() == '-')
            ++m_at;
        if (!isDigit(peek()))
            return fail(m_at == m_end ? "it ends too early" : "a value is missing");
        if (peek() == '0')
            ++m_at;
        else
            digits();
        if (peek() == '.') {
            ++m_at;
            if (!digits())
                return fail("digits must follow the decimal point");
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!digits())
                return fail("digits must follow the exponent");
        }
        copy(first, m_at);
        return true;
    }

    bool digits()
    {
        const char *const first = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at != first;
    }

    char peek() const { return m_at == m_end ? '\0' : *m_at; }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    void newLine(int depth)
    {
        if (m_sink && m_out.size() >= pieceBytes)
            flush();
        if (m_out.size() >= m_atMost)
            m_cut = true;
        if (m_cut)
            return;
        m_out.append('\n');
        m_out.append(qsizetype(2) * depth, ' ');
    }

    void flush()
    {
        if (!m_sink(m_out))
            m_at = m_end; // nothing follows: the sink knows why
        m_out.clear();
    }

    void write(QByteArrayView text)
    {
        if (!m_cut)
            m_out.append(text.data(), text.size());
    }
    void copy(const char *first, const char *last) { write({ first, last }); }

    bool fail(const char *reason)
    {
        m_reason = reason;
        return false;
    }

    tl::unexpected<Error> error() const
    {
        const auto line = 1 + std::count(m_begin, m_at, '\n');
        const char *lineBegin = m_at;
        while (lineBegin != m_begin && lineBegin[-1] != '\n')
            --lineBegin;
        const auto column = 1 + lengthOf(lineBegin, m_at);
        return failure(ErrorKind::Malformed, QStringLiteral("malformed_json"),
                       QStringLiteral("line %1, column %2: %3")
                               .arg(line)
                               .arg(column)
                               .arg(QLatin1String(m_reason)));
    }

    const char *m_at;
    const char *const m_begin;
    const char *const m_end;
    const qsizetype m_atMost;
    QByteArray m_out;
    bool m_cut = false;
    std::function<bool(const QByteArray &)> m_sink;
    const char *m_reason = "";
};

} // namespace

Result<FormattedJson> formatJson(QByteArrayView json, qsizetype atMost)
{
    return Formatter(json, atMost).run();
}

Result<StoredBytes> formatLargeJson(QByteArrayView json, qint64 atMost, const std::stop_token &stop)
{
    ByteSpool spool;
    const auto keep = [&](const QByteArray &piece) {
        return !stop.stop_requested() && spool.size() + piece.size() <= atMost
                && spool.append(piece);
    };
    Formatter formatter(json, std::numeric_limits<qsizetype>::max());
    formatter.setSink(keep);
    const auto rest = formatter.run();
    if (rest)
        keep(rest->text);
    if (stop.stop_requested())
        return failure(ErrorKind::Cancelled, QStringLiteral("cancelled"), QString());
    if (!spool.errorText().isEmpty())
        return failure(ErrorKind::Io, QStringLiteral("not_kept"), spool.errorText());
    if (spool.size() + pieceBytes > atMost)
        return failure(ErrorKind::Malformed, QStringLiteral("too_large"),
                       QStringLiteral("indented, it would be too large"));
    if (!rest)
        return failure(rest.error());
    return spool.take();
}

} // namespace frontdesk
