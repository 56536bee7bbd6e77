// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>
#include <vector>

namespace frontdesk {

inline bool goOn(qint64, qint64)
{
    return true;
}

inline QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// A data folder, and room for a backup beside it, for each of a test's functions.
class BackupTest : public QObject
{
    Q_OBJECT

protected:
    QString in(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    /// In the data folder, but what SQLite leaves beside a file that it has read.
    QStringList files() const
    {
        QFile::remove(m_database + QLatin1String("-shm"));
        if (QFileInfo(m_database + QLatin1String("-wal")).size() == 0)
            QFile::remove(m_database + QLatin1String("-wal"));
        return QDir(QFileInfo(m_database).path())
                .entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
    }

    /// @p path with users named 1 to @p count.
    static void fill(const QString &path, int count)
    {
        const auto database = Database::openSqlite(path, Clock::system());
        QVERIFY(database);
        std::vector<Async<Result<User>>> pending;
        for (int i = 1; i <= count; ++i) {
            const std::string number = std::to_string(i);
            pending.push_back((*database)->users().create({ number, number + "@x" }));
        }
        for (auto &one : pending)
            QVERIFY(await(std::move(one)));
    }
    static qint64 usersIn(const QString &path)
    {
        const auto database = Database::openSqlite(path, Clock::system());
        return database ? (*database)->users().count() : -1;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_database;
    QString m_file;

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("data")));
        m_database = in("data/frontdesk.db");
        m_file = in("users.backup");
    }
};

} // namespace frontdesk
