// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/sqlite/sqliteconnection.h"

namespace frontdesk {

/// Runs @p write, which is done as a whole or not at all.
template <typename Write>
auto together(SqliteConnection &connection, Write write) -> decltype(write())
{
    SqliteSavepoint savepoint(connection);
    if (const auto begun = savepoint.begin(); !begun)
        return failure(begun.error());
    auto written = write();
    if (!written)
        return written;
    if (const auto kept = savepoint.keep(); !kept)
        return failure(kept.error());
    return written;
}

} // namespace frontdesk
