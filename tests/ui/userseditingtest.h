// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cellfield.h"
#include "models/fakeuserstore.h"
#include "userspaneltest.h"

#include <QLabel>

namespace frontdesk {

/// Users 1, 2 and so on are user1001, user1002: in order of names, too.
struct EditingDesk : UsersDesk
{
    explicit EditingDesk(int count)
        : UsersDesk(numberedUsers(count, 1001)) // names in order
    {
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel) || !isShown(0))
            qFatal("nobody is shown");
    }

    bool isShown(int row) const
    {
        return QTest::qWaitFor(
                [this, row] { return text(row, UserTableModel::Email).contains(u'@'); });
    }
    CellField *field() const { return panel.findChild<CellField *>(); }
    QLabel *bubble() const { return find<QLabel>("cellBubble"); }
    void doubleClick(int row, int column)
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, at(row, column));
        QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {}, at(row, column));
    }
    void type(const char *text)
    {
        field()->selectAll();
        QTest::keyClicks(field(), QString::fromUtf8(text));
    }
    void press(Qt::Key key) { QTest::keyClick(field(), key); }
    void announceDeletion(int row)
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, at(row, UserTableModel::Id));
        QTest::keyClick(view(), Qt::Key_Delete);
        if (!QTest::qWaitFor([this] { return find<QWidget>("deletionBar")->isVisible(); }))
            qFatal("nobody is to be deleted");
    }
    User stored(qint64 id) const { return *await(users().find(id)); }
    void rename(qint64 id, const char *name)
    {
        if (!await(users().update(id, { name, std::nullopt }, {})))
            qFatal("not renamed");
        panel.refresh();
    }
};

/// The same over a store whose writes fail.
struct FakeUserDesk
{
    FakeUserStore store;
    UsersPanel panel;

    FakeUserDesk()
    {
        store.change(3);
        panel.resize(600, 400);
        panel.show();
        panel.activateWindow();
        panel.setStore(&store);
        if (!QTest::qWaitForWindowActive(&panel) || !QTest::qWaitFor([this] {
                return view()->model()->index(0, UserTableModel::Name).data()
                        == QStringLiteral("user1");
            }))
            qFatal("nobody is shown");
    }

    QTableView *view() const { return descendant<QTableView>(panel, "usersView"); }
    CellField *field() const { return panel.findChild<CellField *>(); }
    /// Types a name for the first user, and saves it.
    void edit(const char *name) const
    {
        view()->setCurrentIndex(view()->model()->index(0, UserTableModel::Name));
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_F2);
        QTest::keyClicks(field(), QString::fromUtf8(name));
        QTest::keyClick(field(), Qt::Key_Return);
    }
};

} // namespace frontdesk
