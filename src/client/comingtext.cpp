// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/comingtext.h"

namespace frontdesk {

QString ComingText::add(QByteArrayView utf8)
{
    const QString text = m_decoder(utf8);
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\n')
            m_lineSize = 0;
        else if (++m_lineSize > longestLine) {
            if (m_lineSize == longestLine + 1)
                shown += QChar(0x2026); // …
            continue;
        }
        shown += c;
    }
    return shown;
}

} // namespace frontdesk
