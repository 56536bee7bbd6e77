// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

namespace frontdesk {

/// The text of a body that comes piece by piece, to be shown meanwhile: a character may
/// be in two pieces, and a line without an end is cut, so that it can be laid out.
class ComingText
{
public:
    static constexpr qsizetype longestLine = 2'000;

    /// What is to be shown of the next piece.
    QString add(QByteArrayView utf8);

private:
    QStringDecoder m_decoder { QStringDecoder::Utf8 };
    qsizetype m_lineSize = 0; ///< of the line that still comes
};

} // namespace frontdesk
