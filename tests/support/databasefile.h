// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace frontdesk {

/// Runs @p sql on the SQLite file @p path as another program would: a line for
/// each row, its columns parted by `|`; empty where it failed.
QByteArray runSql(const QString &path, const QByteArray &sql);

} // namespace frontdesk
