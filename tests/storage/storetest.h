// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "storage/database.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace frontdesk {

/// An empty database for each of a test's functions, with a clock that stands.
class StoreTest : public QObject
{
    Q_OBJECT

protected:
    TaskStore &tasks() { return m_database->tasks(); }
    UserStore &users() { return m_database->users(); }

    QString path() const { return m_folder->filePath(QStringLiteral("frontdesk.db")); }

    /// Once more, as after a restart.
    void open()
    {
        m_database.reset();
        auto opened = Database::openSqlite(path(), m_clock);
        QVERIFY(opened);
        m_database = std::move(*opened);
    }

    FakeClock m_clock;
    std::unique_ptr<Database> m_database;

protected slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_database.reset(); }

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace frontdesk
