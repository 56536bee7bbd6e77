// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodyfile.h"

#include <QDir>
#include <QFile>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace frontdesk;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray numbers(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += QByteArray::number(i) + '\n';
    return text;
}

} // namespace

class TestBodyFile : public QObject
{
    Q_OBJECT

private slots:
    void givesBackWhatItTook();
    void hasNoName();
    void isKeptUnderAName();
    void isKeptOnAnotherFileSystem();
    void replacesNothing();
    void saysThatTheDiskIsFull();
    void saysThatTheFolderIsGone();

private:
    QTemporaryDir m_folder;
};

void TestBodyFile::givesBackWhatItTook()
{
    auto file = BodyFile::create(m_folder.path());
    QVERIFY(file);
    const QByteArray text = numbers(50'000);
    for (qsizetype at = 0; at < text.size(); at += 10'001) {
        const QByteArray piece = text.mid(at, 10'001);
        QVERIFY(file->append({ piece.constData(), size_t(piece.size()) }));
    }
    QCOMPARE(file->size(), qint64(text.size()));
    QVERIFY(file->read(0, text.size()).value() == text);
    QCOMPARE(file->read(7, 5).value(), text.mid(7, 5));
    QCOMPARE(file->read(text.size() - 3, 100).value(), text.last(3));
    QCOMPARE(file->read(text.size(), 100).value(), QByteArray());
    QCOMPARE(file->read(text.size() + 1, 100).value(), QByteArray());
}

void TestBodyFile::hasNoName()
{
    auto file = BodyFile::create(m_folder.path());
    QVERIFY(file && file->append("secret"));
    QVERIFY(QDir(m_folder.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestBodyFile::isKeptUnderAName()
{
    const QString path = m_folder.filePath(QStringLiteral("kept"));
    const QByteArray text = numbers(30'000);
    {
        auto file = BodyFile::create(m_folder.path());
        QVERIFY(file && file->append({ text.constData(), size_t(text.size()) }));
        QVERIFY(file->keepAs(path));
        QVERIFY(file->read(0, text.size()).value() == text);
    }
    QVERIFY(contents(path) == text);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList { QStringLiteral("kept") });
    QVERIFY(QFile::remove(path));
}

void TestBodyFile::isKeptOnAnotherFileSystem()
{
    const QTemporaryDir elsewhere(QStringLiteral("/dev/shm/tst_bodyfile-XXXXXX"));
    if (!elsewhere.isValid()
        || QStorageInfo(elsewhere.path()).device() == QStorageInfo(m_folder.path()).device())
        QSKIP("There is no second file system here.");
    const QByteArray text = numbers(30'000);
    auto file = BodyFile::create(m_folder.path());
    QVERIFY(file && file->append({ text.constData(), size_t(text.size()) }));
    QVERIFY(file->keepAs(elsewhere.filePath(QStringLiteral("kept"))));
    QVERIFY(contents(elsewhere.filePath(QStringLiteral("kept"))) == text);
    QCOMPARE(QDir(elsewhere.path()).entryList(QDir::Files), QStringList { QStringLiteral("kept") });
}

void TestBodyFile::replacesNothing()
{
    const QString path = m_folder.filePath(QStringLiteral("mine"));
    QFile mine(path);
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    auto file = BodyFile::create(m_folder.path());
    QVERIFY(file && file->append("other"));
    QVERIFY(!file->keepAs(path));
    QCOMPARE(contents(path), QByteArray("mine"));
    QVERIFY(!file->keepAs(m_folder.filePath(QStringLiteral("none/kept"))));
    QVERIFY(QFile::remove(path));
}

void TestBodyFile::saysThatTheDiskIsFull()
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small { 10'000, before.rlim_max };
    auto file = BodyFile::create(m_folder.path());
    QVERIFY(file);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = file->append(std::string(20'000, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!written);
    QCOMPARE(written.error().code, QStringLiteral("spool_failed"));
}

void TestBodyFile::saysThatTheFolderIsGone()
{
    const auto file = BodyFile::create(m_folder.filePath(QStringLiteral("gone")));
    QVERIFY(!file);
    QVERIFY(file.error().kind == ErrorKind::Io);
}

QTEST_GUILESS_MAIN(TestBodyFile)
#include "tst_bodyfile.moc"
