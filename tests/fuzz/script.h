// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace frontdesk::fuzz {

/// One input of a fuzzer: a line of steps, then what the client sends. So the
/// corpus are text files that people can read and write.
struct Script
{
    Script(const std::uint8_t *data, size_t size)
        : bytes(reinterpret_cast<const char *>(data), size)
    {
        const size_t end = bytes.find('\n');
        steps = bytes.substr(0, end);
        bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
    }

    /// How many bytes come at once: digits stand for 1, 4, 16 … 262144.
    static size_t pieceSize(char step)
    {
        if (step >= '0' && step <= '9')
            return size_t(1) << (2 * (step - '0'));
        return size_t(std::uint8_t(step)) + 1;
    }

    std::string_view steps;
    std::string_view bytes;
};

/// A property of the program; ends it where it doesn't hold, so that the fuzzer
/// keeps the input.
inline void require(bool holds, const char *property)
{
    if (holds)
        return;
    std::fprintf(stderr, "Does not hold: %s\n", property);
    std::abort();
}

} // namespace frontdesk::fuzz
