// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

struct sqlite3;

namespace frontdesk {

/// SQLite's write lock on a database, held by this process as by any other
/// program that opens the file.
class WriteLock
{
public:
    /// Waits for it as long as it takes other writers to finish.
    explicit WriteLock(const QString &database);

    bool isHeld() const { return m_held; }

private:
    struct Close
    {
        void operator()(sqlite3 *connection) const;
    };

    std::unique_ptr<sqlite3, Close> m_connection; ///< closing it rolls back
    bool m_held = false;
};

} // namespace frontdesk
