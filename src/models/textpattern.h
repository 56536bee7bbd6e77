// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <vector>

namespace frontdesk {

/// Text to look for in bytes, ASCII letters of either case alike. Made for many
/// texts and long ones: a search skips ahead (Horspool) and allocates nothing.
class TextPattern
{
public:
    enum class Place { Whole, Anywhere };
    enum class Stars { Literal, Wildcards }; ///< whether `*` stands for any bytes, or none

    TextPattern(const QByteArray &utf8, Place place, Stars stars = Stars::Wildcards);

    bool matches(QByteArrayView text) const;

private:
    /// What stands between two stars.
    struct Piece
    {
        explicit Piece(QByteArray text);
        bool isAt(QByteArrayView text, qsizetype position) const;
        qsizetype find(QByteArrayView text, qsizetype from) const;

        QByteArray folded;
        std::array<quint8, 256> skips; ///< how far to go on after a last byte that didn't fit
    };

    std::vector<Piece> m_pieces; ///< never empty
};

} // namespace frontdesk
