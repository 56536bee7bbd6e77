// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/folderlock.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

#include <sys/stat.h>

using namespace frontdesk;

class TestFolderLock : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_parent = std::make_unique<QTemporaryDir>(); }

    void makesTheFolderForItsOwnerOnly()
    {
        const QString folder = m_parent->filePath(QStringLiteral("some/where"));
        QVERIFY(FolderLock::acquire(folder));
        struct stat about
        { };
        QCOMPARE(::stat(QFile::encodeName(folder).constData(), &about), 0);
        QCOMPARE(about.st_mode & 0777, mode_t(0700));
    }

    void isHeldOnceAndNamesTheHolder()
    {
        const auto first = FolderLock::acquire(m_parent->path());
        QVERIFY(first);
        const auto second = FolderLock::acquire(m_parent->path());
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Busy);
        QCOMPARE(second.error().code, QStringLiteral("already_running"));
        QVERIFY(second.error().detail.contains(
                QString::number(QCoreApplication::applicationPid())));
        QVERIFY(second.error().detail.contains(m_parent->path()));
    }

    void isFreeAgainWhenDropped()
    {
        {
            const auto held = FolderLock::acquire(m_parent->path());
            QVERIFY(held);
        }
        QVERIFY(FolderLock::acquire(m_parent->path()));
    }

    void movesWithItsOwner()
    {
        auto held = FolderLock::acquire(m_parent->path());
        QVERIFY(held);
        std::optional<FolderLock> owner(std::move(*held));
        QVERIFY(!FolderLock::acquire(m_parent->path()));
        owner.reset();
        QVERIFY(FolderLock::acquire(m_parent->path()));
    }

    void survivesAStaleFile()
    {
        QFile stale(m_parent->filePath(QStringLiteral("frontdesk.lock")));
        QVERIFY(stale.open(QFile::WriteOnly));
        stale.write("999999999 and some more\n");
        stale.close();
        QVERIFY(FolderLock::acquire(m_parent->path()));
        QVERIFY(stale.open(QFile::ReadOnly));
        QCOMPARE(stale.readAll(), QByteArray::number(QCoreApplication::applicationPid()) + '\n');
    }

    void refusesAFileInTheFoldersPlace()
    {
        const QString path = m_parent->filePath(QStringLiteral("file"));
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.close();
        for (const QString &folder : { path, QString(path + QStringLiteral("/below")) }) {
            const auto lock = FolderLock::acquire(folder);
            QVERIFY(!lock);
            QCOMPARE(lock.error().kind, ErrorKind::Io);
            QCOMPARE(lock.error().code, QStringLiteral("unreadable"));
            QVERIFY(lock.error().detail.contains(folder));
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_parent;
};

QTEST_GUILESS_MAIN(TestFolderLock)
#include "tst_folderlock.moc"
