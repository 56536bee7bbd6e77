// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>

namespace frontdesk {

/// A text that grows by small pieces: one comparison for each where a std::string has
/// a call or two.
class TextBuffer
{
public:
    TextBuffer() = default;
    TextBuffer(const TextBuffer &) = delete;
    TextBuffer &operator=(const TextBuffer &) = delete;

    size_t size() const { return m_size; }
    std::string_view view() const { return { m_bytes.get(), m_size }; }
    void clear() { m_size = 0; }

    void reserve(size_t bytes)
    {
        if (bytes > m_capacity)
            grow(bytes);
    }

    /// Where the next bytes go, with room for @p most of them; wrote() says how many they were.
    char *room(size_t most)
    {
        if (most > m_capacity - m_size)
            grow(std::max(2 * m_capacity, m_size + most));
        return m_bytes.get() + m_size;
    }
    void wrote(size_t bytes) { m_size += bytes; }

    void append(char c)
    {
        *room(1) = c;
        wrote(1);
    }

    /// @p text to @p at; where it ends there.
    static char *copy(char *at, std::string_view text)
    {
        return std::copy(text.begin(), text.end(), at);
    }

private:
    void grow(size_t capacity)
    {
        std::unique_ptr<char[]> larger(new char[capacity]); // not set to zero
        std::copy_n(m_bytes.get(), m_size, larger.get());
        m_bytes = std::move(larger);
        m_capacity = capacity;
    }

    std::unique_ptr<char[]> m_bytes;
    size_t m_size = 0;
    size_t m_capacity = 0;
};

} // namespace frontdesk
