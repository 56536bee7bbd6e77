// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace frontdesk {

struct BackupOrder
{
    QString file; ///< absolute
    bool replace = false; ///< a file that is there already
};

struct BackupReport
{
    qint64 bytes = 0;
};

struct RestoreReport
{
    QString kept; ///< where the database that was there before is now; empty: there was none
};

/// Called now and then, in the thread that works, with the bytes done and those
/// expected; false gives the work up.
using WorkWatch = std::function<bool(qint64 done, qint64 total)>;

} // namespace frontdesk
