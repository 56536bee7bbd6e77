// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"

#include <algorithm>
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

/// Whether any byte is to be escaped.
bool needsEscaping(std::string_view utf8)
{
    constexpr size_t step = 8;
    const char *at = utf8.data();
    const char *const end = at + utf8.size();
    if (utf8.size() < step)
        return std::any_of(at, end,
                           [](char c) { return uchar(c) < 0x20 || c == '"' || c == '\\'; });
    for (; at < end - step; at += step) {
        if (needsEscaping(at))
            return true;
    }
    return needsEscaping(end - step);
}

constexpr size_t longestEscape = 6; // \u001f

/// Writes @p c as it is in a JSON string; where it ends.
char *writeEscaped(char *at, char c)
{
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case '"':
        return TextBuffer::copy(at, "\\\"");
    case '\\':
        return TextBuffer::copy(at, "\\\\");
    case '\n':
        return TextBuffer::copy(at, "\\n");
    case '\r':
        return TextBuffer::copy(at, "\\r");
    case '\t':
        return TextBuffer::copy(at, "\\t");
    default:
        break;
    }
    if (uchar(c) < 0x20) {
        at = TextBuffer::copy(at, "\\u00");
        *at++ = hex[uchar(c) >> 4];
        c = hex[uchar(c) & 15];
    }
    *at++ = c;
    return at;
}

} // namespace

JsonWriter &JsonWriter::key(std::string_view plain)
{
    wroteTo(putKey(separated(plain.size() + 3), plain));
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(std::string_view utf8)
{
    return needsEscaping(utf8) ? escaped(utf8) : plain(utf8);
}

JsonWriter &JsonWriter::plain(std::string_view utf8)
{
    char *at = separated(utf8.size() + 2);
    *at++ = '"';
    at = TextBuffer::copy(at, utf8);
    *at++ = '"';
    wroteTo(at);
    return *this;
}

/// By pieces, since there has to be room for all of a piece to be escaped.
JsonWriter &JsonWriter::escaped(std::string_view utf8)
{
    constexpr size_t longestPiece = 512;
    raw("\"");
    while (!utf8.empty()) {
        const auto piece = utf8.substr(0, longestPiece);
        utf8.remove_prefix(piece.size());
        char *at = m_text.room(piece.size() * longestEscape);
        for (const char c : piece)
            at = writeEscaped(at, c);
        wroteTo(at);
    }
    m_text.append('"');
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
    m_text.append('\n');
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::raw(std::string_view json)
{
    wroteTo(TextBuffer::copy(separated(json.size()), json));
    return *this;
}

JsonWriter &JsonWriter::open(char bracket)
{
    raw({ &bracket, 1 });
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket)
{
    m_text.append(bracket);
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::integer(qint64 number)
{
    constexpr size_t mostDigits = 20; // with the sign
    char *const at = separated(mostDigits);
    wroteTo(std::to_chars(at, at + mostDigits, number).ptr);
    return *this;
}

} // namespace frontdesk
