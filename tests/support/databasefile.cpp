// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"

#include <QFile>

#include <sqlite3.h>

namespace frontdesk {

QByteArray runSql(const QString &path, const QByteArray &sql)
{
    sqlite3 *database = nullptr;
    QByteArray rows;
    const auto addRow = [](void *to, int count, char **values, char **) {
        auto &lines = *static_cast<QByteArray *>(to);
        for (int i = 0; i < count; ++i)
            lines += QByteArray(i > 0 ? "|" : "") + (values[i] ? values[i] : "NULL");
        lines += '\n';
        return 0;
    };
    if (sqlite3_open(QFile::encodeName(path).constData(), &database) != SQLITE_OK
        || sqlite3_exec(database, sql.constData(), addRow, &rows, nullptr) != SQLITE_OK) {
        qWarning("%s", sqlite3_errmsg(database));
        rows.clear();
    }
    sqlite3_close(database);
    return rows;
}

} // namespace frontdesk
