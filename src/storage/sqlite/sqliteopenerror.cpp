// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteopenerror.h"

namespace frontdesk {

namespace {

QString adviceFor(const Error &error)
{
    if (error.code == QLatin1String("corrupt"))
        return QStringLiteral("It was left as it is: restore a backup with frontdeskd restore, or "
                              "choose another folder with --data.");
    if (error.code == QLatin1String("too_new"))
        return QStringLiteral("Install that version, or choose another folder with --data.");
    if (error.code == QLatin1String("unreadable"))
        return QStringLiteral("Make the file and its folder yours to read and write, or choose "
                              "another folder with --data.");
    if (error.kind == ErrorKind::Busy)
        return QStringLiteral("Close the program that uses it.");
    return QStringLiteral("Choose another folder with --data.");
}

} // namespace

Error sqliteOpenError(Error error, const QString &path)
{
    if (error.code == QLatin1String("storage_damaged")) {
        error.kind = ErrorKind::Malformed;
        error.code = QStringLiteral("corrupt");
        error.detail = QStringLiteral("The file is damaged or is not a database.");
    } else if (error.code == QLatin1String("storage_failed")) {
        error.code = QStringLiteral("unreadable");
        error.detail = QStringLiteral("It cannot be read as a file.");
    }
    error.detail
            = QStringLiteral("Cannot open %1. %2 %3").arg(path, error.detail, adviceFor(error));
    return error;
}

} // namespace frontdesk
