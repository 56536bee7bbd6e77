// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/textsearch.h"

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

} // namespace

/// Horspool's search: looks at a byte in each length of the words.
TextMatches findAll(QByteArrayView text, const QByteArray &words, qsizetype atMost,
                    const std::stop_token &stop)
{
    TextMatches matches;
    if (words.isEmpty())
        return matches;
    QByteArray wanted = words;
    std::transform(wanted.begin(), wanted.end(), wanted.begin(), lower);
    const qsizetype size = wanted.size();
    std::array<qsizetype, 256> skips;
    skips.fill(size);
    for (qsizetype i = 0; i + 1 < size; ++i) {
        skips[quint8(wanted[i])] = size - 1 - i;
        if (wanted[i] >= 'a' && wanted[i] <= 'z')
            skips[quint8(wanted[i] - 32)] = size - 1 - i;
    }
    qint64 nextLook = 1 << 20;
    for (qint64 at = 0; at + size <= text.size();) {
        if (at >= nextLook) {
            if (stop.stop_requested())
                return {};
            nextLook = at + (1 << 20);
        }
        qsizetype i = size - 1;
        while (i >= 0 && lower(text[at + i]) == wanted[i])
            --i;
        if (i >= 0) {
            at += skips[quint8(text[at + size - 1])];
            continue;
        }
        if (matches.offsets.size() == atMost) {
            matches.more = true;
            break;
        }
        matches.offsets.append(at);
        at += size;
    }
    return matches;
}

} // namespace frontdesk
