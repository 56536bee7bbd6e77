// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/textpattern.h"

#include <QList>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

QByteArray folded(QByteArray text)
{
    std::transform(text.cbegin(), text.cend(), text.begin(), fold);
    return text;
}

} // namespace

TextPattern::Piece::Piece(QByteArray text)
    : folded(std::move(text))
{
    constexpr qsizetype furthest = 255;
    skips.fill(quint8(std::min(std::max<qsizetype>(folded.size(), 1), furthest)));
    for (qsizetype i = 0; i + 1 < folded.size(); ++i)
        skips[quint8(folded[i])] = quint8(std::min(folded.size() - 1 - i, furthest));
}

bool TextPattern::Piece::isAt(QByteArrayView text, qsizetype position) const
{
    if (position < 0 || position + folded.size() > text.size())
        return false;
    return std::equal(folded.cbegin(), folded.cend(), text.cbegin() + position,
                      [](char ours, char theirs) { return ours == fold(theirs); });
}

qsizetype TextPattern::Piece::find(QByteArrayView text, qsizetype from) const
{
    const qsizetype size = folded.size();
    for (qsizetype at = from; at + size <= text.size();) {
        if (isAt(text, at))
            return at;
        at += skips[quint8(fold(text[at + size - 1]))];
    }
    return -1;
}

TextPattern::TextPattern(const QByteArray &utf8, Place place, Stars stars)
{
    if (place == Place::Anywhere)
        m_pieces.emplace_back(QByteArray());
    if (stars == Stars::Literal) {
        m_pieces.emplace_back(folded(utf8));
    } else {
        for (const QByteArray &piece : folded(utf8).split('*'))
            m_pieces.emplace_back(piece);
    }
    if (place == Place::Anywhere)
        m_pieces.emplace_back(QByteArray());
}

bool TextPattern::matches(QByteArrayView text) const
{
    const Piece &first = m_pieces.front();
    const Piece &last = m_pieces.back();
    if (!first.isAt(text, 0))
        return false;
    if (m_pieces.size() == 1)
        return first.folded.size() == text.size();
    qsizetype at = first.folded.size();
    for (size_t i = 1; i + 1 < m_pieces.size(); ++i) {
        const qsizetype found = m_pieces[i].find(text, at);
        if (found < 0)
            return false;
        at = found + m_pieces[i].folded.size();
    }
    const qsizetype end = text.size() - last.folded.size();
    return end >= at && last.isAt(text, end);
}

} // namespace frontdesk
