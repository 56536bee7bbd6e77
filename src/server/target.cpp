// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/target.h"

#include "server/message.h"

#include <algorithm>

namespace frontdesk {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Printable ASCII without '#', every '%' followed by two digits.
bool hasGoodBytes(std::string_view text)
{
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c <= 0x20 || c >= 0x7f || c == '#')
            return false;
        if (c != '%')
            continue;
        if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0)
            return false;
    }
    return true;
}

} // namespace

std::optional<TargetParts> splitTarget(std::string_view target, Method method)
{
    if (target == "*" && method == Method::Options)
        return TargetParts { target };
    TargetParts parts { target };
    if (!target.starts_with('/')) {
        const size_t schemeEnd = target.find("://");
        if (schemeEnd == std::string_view::npos)
            return std::nullopt;
        const auto scheme = target.substr(0, schemeEnd);
        if (equalsIgnoreCase(scheme, "http"))
            parts.scheme = Scheme::Http;
        else if (equalsIgnoreCase(scheme, "https"))
            parts.scheme = Scheme::Https;
        else
            return std::nullopt;
        const auto rest = target.substr(schemeEnd + 3);
        const size_t end = std::min(rest.find_first_of("/?"), rest.size());
        parts.authority = rest.substr(0, end);
        parts.originForm = end == rest.size() ? std::string_view("/") : rest.substr(end);
        if (!isAuthority(parts.authority) || parts.originForm.starts_with('?'))
            return std::nullopt;
    }
    if (parts.originForm.starts_with("//") || !hasGoodBytes(parts.originForm))
        return std::nullopt;
    return parts;
}

bool isAuthority(std::string_view text)
{
    const auto host = hostOf(text);
    const auto isHostByte = [](char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-'
                || c == '.' || c == '_' || c == '~';
    };
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto inside = host.starts_with('[') && host.ends_with(']')
            ? host.substr(1, host.size() - 2)
            : std::string_view();
    const bool goodHost = host.starts_with('[')
            ? !inside.empty()
                    && std::all_of(inside.begin(), inside.end(),
                                   [](char c) { return hexValue(c) >= 0 || c == ':' || c == '.'; })
            : !host.empty() && std::all_of(host.begin(), host.end(), isHostByte);
    auto port = text.substr(host.size());
    if (!goodHost || (!port.empty() && port.front() != ':'))
        return false;
    if (!port.empty())
        port.remove_prefix(1);
    return port.size() <= 5 && std::all_of(port.begin(), port.end(), isDigit);
}

std::string_view hostOf(std::string_view authority)
{
    if (authority.starts_with('[')) {
        const size_t end = authority.find(']');
        return authority.substr(0, end == std::string_view::npos ? authority.size() : end + 1);
    }
    return authority.substr(0, authority.find(':'));
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size())
            return std::nullopt;
        const int high = hexValue(text[i + 1]), low = hexValue(text[i + 2]);
        if (high < 0 || low < 0 || (high == 0 && low == 0))
            return std::nullopt;
        decoded += char(high * 16 + low);
        i += 2;
    }
    return decoded;
}

} // namespace frontdesk
