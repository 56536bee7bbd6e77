// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "support/await.h"
#include "transfer/filecopy.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

namespace {

constexpr qsizetype manyBytes = (9 << 20) + 7; // three pieces

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestFileCopy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init();

    void copiesPieceByPiece();
    void copiesAnEmptyFile();
    void replacesWhatIsThere();
    void keepsWhatIsThere();
    void writesBehindALink();
    void cancelLeavesNothing();
    void saysWhyItCannot_data();
    void saysWhyItCannot();

private:
    QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFileCopy::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFileCopy::copiesPieceByPiece()
{
    const QByteArray bytes(manyBytes, 'a');
    QVERIFY(write(path("from"), bytes));
    QList<qint64> told;
    const auto copied = await(copyFile(
            path("from"), path("to"), NewFile::IfThere::Keep, [&](const CopyProgress &progress) {
                told.append(progress.bytes);
                return progress.totalBytes == manyBytes && !QFile::exists(path("to"));
            }));
    QVERIFY(copied);
    QCOMPARE(*copied, manyBytes);
    QCOMPARE(told.size(), 3);
    QCOMPARE(told.last(), manyBytes);
    QVERIFY(read(path("to")) == bytes);
}

void TestFileCopy::copiesAnEmptyFile()
{
    QVERIFY(write(path("from"), {}));
    QCOMPARE(*await(copyFile(path("from"), path("to"), NewFile::IfThere::Keep)), 0);
    QVERIFY(QFile::exists(path("to")));
}

void TestFileCopy::replacesWhatIsThere()
{
    QVERIFY(write(path("from"), "new"));
    QVERIFY(write(path("to"), "something old"));
    QVERIFY(await(copyFile(path("from"), path("to"), NewFile::IfThere::Replace)));
    QCOMPARE(read(path("to")), "new");
}

void TestFileCopy::keepsWhatIsThere()
{
    QVERIFY(write(path("from"), "new"));
    QVERIFY(write(path("to"), "old"));
    QCOMPARE(await(copyFile(path("from"), path("to"), NewFile::IfThere::Keep)).error().code,
             QStringLiteral("file_unwritable"));
    QCOMPARE(read(path("to")), "old");
    QTRY_COMPARE(files(), (QStringList { QStringLiteral("from"), QStringLiteral("to") }));
}

void TestFileCopy::writesBehindALink()
{
    QVERIFY(write(path("from"), "new"));
    QVERIFY(write(path("real"), "old"));
    QVERIFY(QFile::link(path("real"), path("to")));
    QVERIFY(await(copyFile(path("from"), path("to"), NewFile::IfThere::Replace)));
    QVERIFY(QFileInfo(path("to")).isSymLink());
    QCOMPARE(read(path("real")), "new");
}

void TestFileCopy::cancelLeavesNothing()
{
    QVERIFY(write(path("from"), QByteArray(manyBytes, 'a')));
    const auto copied = await(copyFile(path("from"), path("to"), NewFile::IfThere::Replace,
                                       [](const CopyProgress &) { return false; }));
    QCOMPARE(copied.error().kind, ErrorKind::Cancelled);
    QTRY_COMPARE(files(),
                 QStringList { QStringLiteral("from") }); // what there was goes in the pool
}

void TestFileCopy::saysWhyItCannot_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    QTest::newRow("there is nothing to copy")
            << QStringLiteral("nothing") << QStringLiteral("to")
            << QStringLiteral("file_unreadable")
            << QStringLiteral("The file cannot be read: No such file or directory.");
    QTest::newRow("the folder is not there")
            << QStringLiteral("from") << QStringLiteral("nowhere/to")
            << QStringLiteral("file_unwritable")
            << QStringLiteral("The file cannot be written: No such file or directory.");
    QTest::newRow("a folder has that name")
            << QStringLiteral("from") << QStringLiteral("folder")
            << QStringLiteral("file_unwritable")
            << QStringLiteral("The file cannot be written: there is something else of that name.");
    QTest::newRow("a device has that name")
            << QStringLiteral("from") << QStringLiteral("/dev/null")
            << QStringLiteral("file_unwritable")
            << QStringLiteral("The file cannot be written: there is something else of that name.");
}

void TestFileCopy::saysWhyItCannot()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QVERIFY(write(path("from"), "new"));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    const QDir folder(m_folder->path());
    const auto copied = await(
            copyFile(folder.filePath(from), folder.filePath(to), NewFile::IfThere::Replace));
    QVERIFY(!copied);
    QTEST(copied.error().code, "code");
    QTEST(copied.error().detail, "detail");
    QTRY_COMPARE(files(), QStringList { QStringLiteral("from") });
}

QTEST_GUILESS_MAIN(TestFileCopy)
#include "tst_filecopy.moc"
