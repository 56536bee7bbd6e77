// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accept.h"

#include "server/message.h"

#include <algorithm>
#include <optional>

namespace frontdesk {

namespace {

struct MediaRange
{
    std::string_view type; ///< "text/csv", "text/*", "*/*"
    int quality = 1'000; ///< in thousandths
};

std::string_view trimmed(std::string_view text)
{
    const size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

/// What stands before the next @p separator, which is taken away too; one within
/// quotes separates nothing.
std::string_view takeUntil(std::string_view &text, char separator)
{
    size_t end = 0;
    for (bool quoted = false; end < text.size() && (quoted || text[end] != separator); ++end) {
        if (text[end] == '"')
            quoted = !quoted;
        else if (quoted && text[end] == '\\')
            ++end;
    }
    end = std::min(end, text.size());
    const auto taken = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

/// A qvalue (RFC 9110 §12.4.2) in thousandths.
std::optional<int> quality(std::string_view text)
{
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')
        || (text.size() > 1 && text[1] != '.'))
        return std::nullopt;
    int value = (text[0] - '0') * 1'000;
    int unit = 100;
    for (const char c : text.substr(std::min<size_t>(2, text.size()))) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value += (c - '0') * unit;
        unit /= 10;
    }
    return value <= 1'000 ? std::optional(value) : std::nullopt;
}

/// Nullopt: to be passed over. Other parameters would narrow it down to something
/// that isn't offered, but clients that name a charset mean the type.
std::optional<MediaRange> parsed(std::string_view element)
{
    MediaRange range { takeUntil(element, ';') };
    if (range.type.find('/') == std::string_view::npos)
        return std::nullopt;
    while (!element.empty()) {
        const auto parameter = takeUntil(element, ';');
        if (parameter.size() < 2 || !equalsIgnoreCase(parameter.substr(0, 2), "q="))
            continue;
        const auto value = quality(parameter.substr(2));
        if (!value)
            return std::nullopt;
        range.quality = *value;
    }
    return range;
}

/// 3: the very type, 2: "text/*", 1: "*/*", 0: no match.
int specificity(std::string_view range, std::string_view type)
{
    if (equalsIgnoreCase(range, type))
        return 3;
    if (range == "*/*")
        return 1;
    const size_t slash = type.find('/') + 1;
    return range.size() == slash + 1 && range.back() == '*'
                    && equalsIgnoreCase(range.substr(0, slash), type.substr(0, slash))
            ? 2
            : 0;
}

int qualityOf(std::string_view type, std::string_view accept)
{
    int best = 0, value = 0;
    while (!accept.empty()) {
        const auto range = parsed(takeUntil(accept, ','));
        const int match = range ? specificity(range->type, type) : 0;
        if (match > best) {
            best = match;
            value = range->quality;
        }
    }
    return value;
}

} // namespace

size_t preferredType(std::string_view accept, std::span<const std::string_view> offers)
{
    size_t preferred = 0;
    int highest = 0;
    if (accept.empty() || accept == "*/*") // nearly everybody
        return preferred;
    for (size_t i = 0; i < offers.size(); ++i) {
        const int value = qualityOf(offers[i], accept);
        if (value > highest) {
            highest = value;
            preferred = i;
        }
    }
    return preferred;
}

} // namespace frontdesk
