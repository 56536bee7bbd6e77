// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/jsonuserreader.h"

#include <algorithm>

namespace frontdesk {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

Result<void> JsonUserReader::parse(std::string_view bytes)
{
    for (size_t i = 0; i < bytes.size();) {
        if (m_state != State::InValue) {
            if (auto taken = takeBetween(bytes[i]); !taken)
                return taken;
            if (m_state == State::InValue)
                continue; // the element begins with this byte
            ++i;
            continue;
        }
        const size_t begin = i;
        bool more = true;
        while (i < bytes.size() && (more = goesOn(bytes[i])))
            ++i;
        m_element.append(bytes.substr(begin, i - begin));
        if (m_element.size() > maxRowBytes)
            return rowTooLong();
        if (!more) {
            if (auto ended = endElement(); !ended)
                return ended;
        }
    }
    return {};
}

Result<void> JsonUserReader::end()
{
    if (m_state == State::End)
        return {};
    if (m_state == State::Array)
        return malformed("array_required", QStringLiteral("A JSON array is expected."));
    return malformed("unexpected_end",
                     m_state == State::InValue
                             ? QStringLiteral("The element that begins here is not closed.")
                             : QStringLiteral("The array is not closed."));
}

/// A byte outside of an element.
Result<void> JsonUserReader::takeBetween(char c)
{
    if (isBlank(c)) {
        count(c);
        m_line = m_nextLine;
        return {};
    }
    switch (m_state) {
    case State::Array:
        if (c != '[')
            return malformed("array_required",
                             QStringLiteral("A JSON array of objects is expected; objects on lines "
                                            "of their own are NDJSON."));
        m_state = State::FirstValue;
        return {};
    case State::FirstValue:
    case State::Value:
        if (c == ']' && m_state == State::FirstValue) {
            m_state = State::End;
            return {};
        }
        if (c == ',' || c == ']' || c == '}' || c == ':')
            return malformed("malformed_json", QStringLiteral("A value is expected."));
        m_state = State::InValue;
        return {};
    case State::Comma:
        if (c != ',' && c != ']')
            return malformed("malformed_json", QStringLiteral("A comma or ] is expected."));
        m_state = c == ',' ? State::Value : State::End;
        return {};
    case State::InValue:
    case State::End:
        break;
    }
    return malformed("malformed_json", QStringLiteral("Nothing may follow the array."));
}

/// Whether @p c belongs to the present element.
bool JsonUserReader::goesOn(char c)
{
    if (m_inString) {
        if (m_escaped)
            m_escaped = false;
        else if (c == '\\')
            m_escaped = true;
        else if (c == '"')
            m_inString = false;
    } else if (c == '"') {
        m_inString = true;
    } else if (c == '{' || c == '[') {
        ++m_depth;
    } else if (m_depth > 0) {
        if (c == '}' || c == ']')
            --m_depth;
    } else if (c == ',' || c == ']' || isBlank(c)) {
        return false;
    }
    count(c);
    return true;
}

Result<void> JsonUserReader::endElement()
{
    qsizetype offset = 0;
    auto draft = draftFromJson(m_element, offset);
    if (!draft && draft.error().code == QLatin1String("malformed_json")) {
        m_line += std::count(m_element.begin(), m_element.begin() + offset, '\n');
        return malformed("malformed_json", draft.error().detail);
    }
    report(m_line, std::move(draft));
    m_element.clear();
    m_line = m_nextLine;
    m_state = State::Comma;
    return {};
}

void JsonUserReader::count(char c)
{
    m_nextLine += c == '\n';
}

Result<void> NdJsonUserReader::parse(std::string_view bytes)
{
    for (;;) {
        const size_t size = bytes.find('\n');
        if (size == std::string_view::npos) {
            m_held.append(bytes);
            return m_held.size() > maxRowBytes ? Result<void>(rowTooLong()) : Result<void>();
        }
        const auto line = bytes.substr(0, size);
        bytes.remove_prefix(size + 1);
        if (m_held.size() + line.size() > maxRowBytes)
            return rowTooLong();
        if (m_held.empty())
            takeLine(line);
        else
            takeLine(m_held.append(line));
        m_held.clear();
        ++m_line;
    }
}

Result<void> NdJsonUserReader::end()
{
    takeLine(m_held);
    return {};
}

void NdJsonUserReader::takeLine(std::string_view line)
{
    if (std::all_of(line.begin(), line.end(), isBlank))
        return;
    qsizetype offset = 0;
    report(m_line, draftFromJson(line, offset));
}

} // namespace frontdesk
