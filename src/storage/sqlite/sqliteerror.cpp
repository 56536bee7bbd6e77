// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteerror.h"

#include <sqlite3.h>

namespace frontdesk {

Error sqliteError(int code)
{
    const auto error = [](ErrorKind kind, const char *name, const char *sentence) {
        return Error { kind, QString::fromLatin1(name), QString::fromLatin1(sentence), {} };
    };
    switch (code & 0xff) { // the primary code; the rest says where it arose
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error(ErrorKind::Busy, "database_locked",
                     "Another program holds the database's write lock; try again.");
    case SQLITE_FULL:
        return error(ErrorKind::Io, "storage_full", "The disk is full; nothing was stored.");
    case SQLITE_IOERR:
        return error(ErrorKind::Io, "storage_failed", "The disk failed; nothing was stored.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return error(ErrorKind::Io, "storage_damaged", "The database file is damaged.");
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return error(ErrorKind::Io, "unreadable", "The database file cannot be read and written.");
    case SQLITE_NOMEM:
        return error(ErrorKind::Unavailable, "out_of_memory", "The server is out of memory.");
    case SQLITE_CONSTRAINT:
        return error(ErrorKind::Conflict, "constraint", "It clashes with what is stored.");
    case SQLITE_INTERRUPT:
        return error(ErrorKind::Cancelled, "cancelled",
                     "Given up before it was done; nothing was left behind.");
    default:
        return error(ErrorKind::Internal, "storage_error", "The database could not do that.");
    }
}

} // namespace frontdesk
