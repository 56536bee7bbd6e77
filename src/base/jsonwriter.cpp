// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace frontdesk {

namespace {

constexpr quint64 everyByte(uchar byte)
{
    return byte * 0x0101010101010101u;
}

/// Whether one of the eight bytes is to be escaped: most texts are read in large steps.
bool needsEscaping(const char *eight)
{
    quint64 bytes;
    std::memcpy(&bytes, eight, sizeof bytes);
    const auto hasLess = [](quint64 word, uchar limit) { // than 0x20 and such, below 0x80
        return (word - everyByte(limit)) & ~word & everyByte(0x80);
    };
    return hasLess(bytes, 0x20) || hasLess(bytes ^ everyByte('"'), 1)
            || hasLess(bytes ^ everyByte('\\'), 1);
}

/// Appends @p utf8 as a JSON string with its quotes.
void appendString(std::string &out, std::string_view utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    const char *plain = utf8.data();
    const char *const end = plain + utf8.size();
    for (const char *at = plain; at != end; ++at) {
        while (end - at > 8 && !needsEscaping(at))
            at += 8;
        const auto c = static_cast<unsigned char>(*at);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(plain, at);
        plain = at + 1;
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 15];
        }
    }
    out.append(plain, end);
    out += '"';
}

} // namespace

JsonWriter &JsonWriter::key(std::string_view literal)
{
    separate();
    m_text.append(1, '"').append(literal).append("\":");
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(std::string_view utf8)
{
    separate();
    appendString(m_text, utf8);
    return *this;
}

JsonWriter &JsonWriter::value(const QByteArray &utf8)
{
    return value(std::string_view(utf8.constData(), size_t(utf8.size())));
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number)) // JSON has no such numbers
        return null();
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return raw({ digits, size_t(end - digits) });
}

JsonWriter &JsonWriter::endLine()
{
    m_text += '\n';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::raw(std::string_view json)
{
    separate();
    m_text.append(json);
    return *this;
}

JsonWriter &JsonWriter::open(char bracket)
{
    separate();
    m_text += bracket;
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket)
{
    m_text += bracket;
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::integer(qint64 number)
{
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return raw({ digits, size_t(end - digits) });
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_text += ',';
    m_needsComma = true;
}

} // namespace frontdesk
