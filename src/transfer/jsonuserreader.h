// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/userreader.h"

namespace frontdesk {

/// A JSON array, cut into its elements as it comes; each is then read by
/// QJsonDocument. An element that isn't JSON ends it: what follows can't be told.
class JsonUserReader final : public UserReader
{
public:
    explicit JsonUserReader(Sink sink)
        : UserReader(std::move(sink))
    { }

private:
    enum class State { Array, FirstValue, Value, InValue, Comma, End };

    Result<void> parse(std::string_view bytes) override;
    Result<void> end() override;

    Result<void> takeBetween(char c);
    bool goesOn(char c);
    Result<void> endElement();
    void count(char c);

    State m_state = State::Array;
    std::string m_element;
    qint64 m_nextLine = 1; // where the bytes stand; m_line is where their element began
    int m_depth = 0; // within the element
    bool m_inString = false, m_escaped = false;
};

/// An object a line.
class NdJsonUserReader final : public UserReader
{
public:
    explicit NdJsonUserReader(Sink sink)
        : UserReader(std::move(sink))
    { }

private:
    Result<void> parse(std::string_view bytes) override;
    Result<void> end() override;

    void takeLine(std::string_view line);

    std::string m_held; // the beginning of a line whose end hasn't come
};

} // namespace frontdesk
