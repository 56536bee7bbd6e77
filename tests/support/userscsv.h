// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace frontdesk {

/// A file of users that can be imported: so many of one name, each with an e-mail of its own.
inline QByteArray csvOf(int rows)
{
    QByteArray csv = "name,email\n";
    for (int row = 0; row < rows; ++row)
        csv += "Ada,ada" + QByteArray::number(row) + "@example.org\n";
    return csv;
}

} // namespace frontdesk
