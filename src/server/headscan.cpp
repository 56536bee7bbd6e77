// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/headscan.h"

#include <algorithm>
#include <cstring>

namespace frontdesk {

namespace {

HeadScan refused(int status, const char *code, const char *detail)
{
    return { 0, Refusal { status, code, detail } };
}

HeadScan tooLong(bool inRequestLine)
{
    if (inRequestLine)
        return refused(414, "target_too_long",
                       "The request target is longer than this server accepts.");
    return refused(431, "head_too_large", "The header block is larger than this server accepts.");
}

} // namespace

HeadScan scanHead(std::string_view bytes, qsizetype &scanned, const Limits &limits)
{
    // The request line: "METHOD target HTTP/1.1" may be little more than its target.
    const qsizetype requestLineMax = limits.targetBytes + 32;
    const char *const begin = bytes.data();
    const char *const end = begin + bytes.size();
    const char *line = begin + scanned;
    while (const void *found = std::memchr(line, '\n', size_t(end - line))) {
        const char *const feed = static_cast<const char *>(found);
        const bool first = line == begin;
        if (feed == line || feed[-1] != '\r')
            return refused(400, "bare_line_feed",
                           "A line of the header ends without a carriage return.");
        if (std::memchr(line, '\r', size_t(feed - 1 - line)))
            return refused(400, "bare_carriage_return", "The header holds a bare carriage return.");
        if (std::memchr(line, '\0', size_t(feed - line)))
            return refused(400, "nul_in_head", "The header holds a NUL character.");
        if (!first && (*line == ' ' || *line == '\t'))
            return refused(400, "folded_field", "A header field is folded over lines.");
        if (first && feed - line > requestLineMax)
            return tooLong(true);
        line = feed + 1;
        if (line - begin > limits.headBytes)
            return tooLong(false);
        if (!first && feed - begin >= 3 && feed[-2] == '\n') // an empty line
            return { qsizetype(line - begin), {} };
        scanned = line - begin;
        if (line == end)
            break;
    }
    if (scanned == 0 && bytes.size() > size_t(requestLineMax))
        return tooLong(true);
    if (bytes.size() > size_t(limits.headBytes))
        return tooLong(false);
    return {};
}

} // namespace frontdesk
