// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/newfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace frontdesk;

class TestNewFile : public QObject
{
    Q_OBJECT

private slots:
    void isThereWhenWhole();
    void replacesNothingUnasked();
    void thoseOfTheLivingStay();
    void thoseOfTheDeadGo();

private:
    QStringList files() const
    {
        return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden);
    }

    QTemporaryDir m_folder;
};

void TestNewFile::isThereWhenWhole()
{
    const QString path = m_folder.filePath(QStringLiteral("whole"));
    {
        auto file = NewFile::inFolder(m_folder.path());
        QVERIFY(file);
        QCOMPARE(::write(file->descriptor(), "abc", 3), ssize_t(3));
        QCOMPARE(file->size(), 3);
        QVERIFY(!QFile::exists(path));
        QVERIFY(file->become(path, NewFile::IfThere::Keep));
    }
    QCOMPARE(files(), QStringList { QStringLiteral("whole") });
    QVERIFY(QFile::remove(path));
}

void TestNewFile::replacesNothingUnasked()
{
    const QString path = m_folder.filePath(QStringLiteral("taken"));
    QFile taken(path);
    QVERIFY(taken.open(QFile::WriteOnly) && taken.write("old") == 3);
    taken.close();
    {
        auto file = NewFile::inFolder(m_folder.path());
        const auto kept = file->become(path, NewFile::IfThere::Keep);
        QVERIFY(!kept && kept.error() == EEXIST);
        QCOMPARE(QFile(path).size(), 3);
        QVERIFY(file->become(path, NewFile::IfThere::Replace));
        QCOMPARE(QFile(path).size(), 0);
    }
    QCOMPARE(files(), QStringList { QStringLiteral("taken") });
    QVERIFY(QFile::remove(path));
}

void TestNewFile::thoseOfTheLivingStay()
{
    const auto first = NewFile::inFolder(m_folder.path());
    const auto second = NewFile::inFolder(m_folder.path());
    QVERIFY(first && second);
    QCOMPARE(files().size(), 2);
}

void TestNewFile::thoseOfTheDeadGo()
{
    const pid_t child = ::fork();
    if (child == 0) {
        const auto file = NewFile::inFolder(m_folder.path());
        ::raise(SIGKILL);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(files().size(), 1);
    const QString another = m_folder.filePath(QStringLiteral(".frontdesk-new-and-more"));
    QVERIFY(QFile(another).open(QFile::WriteOnly)); // somebody else's
    {
        QVERIFY(NewFile::inFolder(m_folder.path()));
    }
    QCOMPARE(files(), QStringList { QStringLiteral(".frontdesk-new-and-more") });
    QVERIFY(QFile::remove(another));
}

QTEST_GUILESS_MAIN(TestNewFile)
#include "tst_newfile.moc"
