// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bodysource.h"

#include <algorithm>

namespace frontdesk {

/// A text that is there already, in pieces: a client that reads slowly has a piece
/// of it waiting, not all of it.
class TextSource final : public BodySource
{
public:
    explicit TextSource(QByteArray text)
        : m_text(std::move(text))
    { }

    Async<Result<QByteArray>> next() override
    {
        const qsizetype size = std::min(pieceBytes, m_text.size() - m_at);
        m_at += size;
        return Result<QByteArray>(m_text.mid(m_at - size, size));
    }

private:
    static constexpr qsizetype pieceBytes = 64 << 10;

    const QByteArray m_text;
    qsizetype m_at = 0;
};

} // namespace frontdesk
