// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/inbox.h"
#include "descendant.h"
#include "models/usertablemodel.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "userspanel.h"

#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace frontdesk {

/// user1 with 1@example.org, user2 with 2@example.org and so on; names from another
/// number on where these are to be in order.
inline std::vector<UserDraft> numberedUsers(int count, int firstName = 1)
{
    std::vector<UserDraft> users;
    for (int at = 0; at < count; ++at)
        users.push_back({ "user" + std::to_string(firstName + at),
                          std::to_string(at + 1) + "@example.org" });
    return users;
}

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
        return descendant<T>(panel, name);
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
