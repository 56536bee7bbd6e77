// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/inbox.h"
#include "models/usertablemodel.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "userspanel.h"

#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace frontdesk {

/// The users' panel on a real database, as another client finds it, too.
struct UsersDesk
{
    QTemporaryDir folder;
    std::unique_ptr<Database> database;
    UsersPanel panel;

    explicit UsersDesk(const std::vector<UserDraft> &drafts = {})
    {
        auto opened = Database::openSqlite(folder.filePath(QStringLiteral("frontdesk.db")),
                                           Clock::system());
        if (!opened)
            qFatal("no database");
        database = std::move(*opened);
        if (!drafts.empty() && !await(users().createAll(drafts)))
            qFatal("no users");
        panel.resize(640, 420);
        panel.show();
        panel.setStore(&users());
    }

    UserStore &users() const { return database->users(); }

    template <typename T>
    T *find(const char *name) const
    {
        auto *found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QTableView *view() const { return find<QTableView>("usersView"); }
    QString text(int row, int column) const
    {
        return view()->model()->index(row, column).data().toString();
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < view()->model()->rowCount(); ++row)
            names += text(row, UserTableModel::Name);
        return names;
    }
    QPoint at(int row, int column) const
    {
        return view()->visualRect(view()->model()->index(row, column)).center();
    }
};

} // namespace frontdesk
