// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace frontdesk {

/// The methods we know (RFC 9110 §9.3, RFC 5789); any other is a 501.
enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options };

inline constexpr std::array<std::string_view, 7> methodNames = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
};

constexpr std::string_view toString(Method method)
{
    return methodNames[size_t(method)];
}

/// Neither GET, HEAD nor OPTIONS (RFC 9110 §9.2.1).
constexpr bool isUnsafe(Method method)
{
    return method != Method::Get && method != Method::Head && method != Method::Options;
}

} // namespace frontdesk
