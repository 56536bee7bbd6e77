// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requestbook.h"

#include "base/deliver.h"
#include "base/inbox.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

namespace {

RequestDraft draftOf(const QString &url)
{
    RequestDraft draft;
    draft.url = url;
    return draft;
}

HistoryEntry entryOf(const QString &method, const QString &url, int status)
{
    return { 0, 1'000, method, url, status, 5, 6 };
}

} // namespace

class TestRequestBook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init();
    void tabsComeBackInTheirOrder();
    void closedTabsAreForgotten();
    void theFileIsForItsOwnerAlone();
    void historyIsSearched_data();
    void historyIsSearched();
    void historyIsBounded();
    void historyIsBoundedInBytes();
    void aDamagedFileIsSetAside_data();
    void aDamagedFileIsSetAside();
    void aNewerFileIsLeftAlone();
    void worksInTheBackground();
    void saysThatItCouldNotWrite();

private:
    RequestBookFile open() { return std::move(*RequestBookFile::open(m_path)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestRequestBook::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("requests.db"));
}

void TestRequestBook::tabsComeBackInTheirOrder()
{
    {
        RequestBookFile file = open();
        QVERIFY(file.tabs()->tabs.isEmpty());
        for (const qint64 id : { 1, 2, 3 })
            QVERIFY(file.keepTab({ id, draftOf(QString::number(id)) }));
        QVERIFY(file.keepOrder({ 3, 1, 2 }, 1));
        QVERIFY(file.keepTab({ 1, draftOf(QStringLiteral("changed")) }));
    }
    const auto kept = open().tabs();
    QCOMPARE(kept->tabs.size(), 3);
    QCOMPARE(kept->tabs[0].id, 3);
    QCOMPARE(kept->tabs[1].draft.url, QStringLiteral("changed"));
    QCOMPARE(kept->tabs[2].id, 2);
    QCOMPARE(kept->currentId, 1);
}

void TestRequestBook::closedTabsAreForgotten()
{
    RequestBookFile file = open();
    QVERIFY(file.keepTab({ 1, draftOf(QStringLiteral("a")) }));
    QVERIFY(file.keepTab({ 2, draftOf(QStringLiteral("b")) }));
    QVERIFY(file.keepOrder({ 2, 7 }, 2));
    QCOMPARE(file.tabs()->tabs.size(), 1);
    QCOMPARE(file.tabs()->tabs[0].id, 2);
}

void TestRequestBook::theFileIsForItsOwnerAlone()
{
    RequestBookFile file = open();
    QVERIFY(file.keepTab({ 1, draftOf(QStringLiteral("a")) }));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QFileInfo &info : QDir(m_folder->path()).entryInfoList(QDir::Files))
        QVERIFY2(!(info.permissions() & others), qPrintable(info.fileName()));
}

void TestRequestBook::historyIsSearched_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("urls");

    const QStringList all { QStringLiteral("http://h/tasks"), QStringLiteral("http://h/users/1"),
                            QStringLiteral("http://h/users") };
    QTest::newRow("nothing: all, newest first") << "" << all;
    QTest::newRow("part of a path") << "users" << all.mid(1);
    QTest::newRow("case aside") << "USERS" << all.mid(1);
    QTest::newRow("method and path") << "get users" << all.mid(2);
    QTest::newRow("status") << "404" << all.mid(1, 1);
    QTest::newRow("no such") << "%" << QStringList();
}

void TestRequestBook::historyIsSearched()
{
    QFETCH(QString, words);
    QFETCH(QStringList, urls);
    RequestBookFile file = open();
    QVERIFY(file.addEntry(entryOf(QStringLiteral("GET"), QStringLiteral("http://h/users"), 200),
                          draftOf(QStringLiteral("x"))));
    QVERIFY(file.addEntry(entryOf(QStringLiteral("PUT"), QStringLiteral("http://h/users/1"), 404),
                          draftOf(QStringLiteral("y"))));
    QVERIFY(file.addEntry(entryOf(QStringLiteral("POST"), QStringLiteral("http://h/tasks"), 202),
                          draftOf(QStringLiteral("z"))));
    const auto found = file.entries(words, 10);
    QVERIFY(found);
    QStringList foundUrls;
    for (const HistoryEntry &entry : *found)
        foundUrls << entry.url;
    QCOMPARE(foundUrls, urls);
    if (!found->isEmpty())
        QVERIFY(file.draftOf(found->constFirst().id));
    QVERIFY(!file.draftOf(4711));
    QCOMPARE(file.entries({}, 1)->size(), 1);
    QVERIFY(file.clearHistory());
    QVERIFY(file.entries({}, 10)->isEmpty());
}

void TestRequestBook::historyIsBounded()
{
    RequestBookFile file = open();
    for (int i = 0; i < RequestBookFile::historyEntries + 5; ++i)
        QVERIFY(file.addEntry(entryOf(QStringLiteral("GET"), QString::number(i), 200),
                              draftOf(QString::number(i))));
    const auto all = file.entries({}, 10'000);
    QCOMPARE(all->size(), RequestBookFile::historyEntries);
    QCOMPARE(all->constLast().url, QStringLiteral("5"));
}

void TestRequestBook::historyIsBoundedInBytes()
{
    RequestBookFile file = open();
    RequestDraft large;
    large.text = QString(20 << 20, u'x');
    for (int i = 0; i < 4; ++i)
        QVERIFY(file.addEntry(entryOf(QStringLiteral("GET"), QString::number(i), 200), large));
    QCOMPARE(file.entries({}, 10)->size(), 3);
    QVERIFY(file.addEntry(entryOf(QStringLiteral("GET"), QString::number(4), 200), {}));
    QCOMPARE(file.entries({}, 10)->size(), 4);
}

void TestRequestBook::aDamagedFileIsSetAside_data()
{
    QTest::addColumn<bool>("wasGood");
    QTest::newRow("no database") << false;
    QTest::newRow("overwritten in the middle") << true;
}

void TestRequestBook::aDamagedFileIsSetAside()
{
    QFETCH(bool, wasGood);
    if (wasGood) {
        RequestBookFile file = open();
        for (const qint64 id : { 1, 2, 3, 4, 5, 6, 7, 8 })
            QVERIFY(file.keepTab({ id, draftOf(QString(9'000, u'a')) }));
    }
    QFile file(m_path);
    QVERIFY(file.open(QFile::ReadWrite));
    file.seek(wasGood ? 8'192 : 0);
    file.write(QByteArray(20'000, 'x'));
    file.close();
    QString note;
    {
        auto opened = RequestBookFile::openOrSetAside(m_path, note);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        QVERIFY(opened->tabs()->tabs.isEmpty());
        QVERIFY(opened->keepTab({ 1, {} }));
    }
    QVERIFY(note.contains(QStringLiteral("set aside")));
    const QStringList aside
            = QDir(m_folder->path()).entryList({ QStringLiteral("requests.db.damaged-*") });
    QVERIFY(!aside.isEmpty());
}

void TestRequestBook::aNewerFileIsLeftAlone()
{
    {
        auto connection = SqliteConnection::open(m_path, SqliteConnection::Access::ReadWrite);
        QVERIFY(connection->executeScript("CREATE TABLE other (x); PRAGMA user_version = 99"));
    }
    QString note;
    const auto opened = RequestBookFile::openOrSetAside(m_path, note);
    QVERIFY(!opened);
    QVERIFY(opened.error().detail.contains(QStringLiteral("newer version")));
    QVERIFY(note.isEmpty());
}

void TestRequestBook::worksInTheBackground()
{
    {
        RequestBook book(m_path);
        bool opened = false;
        deliver(book.open(), this, [&](const Result<KeptTabs> &tabs) { opened = bool(tabs); });
        book.keepTab({ 1, draftOf(QStringLiteral("a")) });
        book.keepOrder({ 1 }, 1);
        book.addEntry(entryOf(QStringLiteral("GET"), QStringLiteral("u"), 200),
                      draftOf(QStringLiteral("d")));
        QString url;
        deliver(book.entries({}, 10), this, [&](const Result<QList<HistoryEntry>> &entries) {
            url = entries->constFirst().url;
        });
        QTRY_COMPARE(url, QStringLiteral("u"));
        QVERIFY(opened);
        book.keepTab({ 1, draftOf(QStringLiteral("last")) });
    } // closing writes what is under way
    QCOMPARE(open().tabs()->tabs[0].draft.url, QStringLiteral("last"));
}

void TestRequestBook::saysThatItCouldNotWrite()
{
    RequestBook book(m_folder->filePath(QStringLiteral("missing/requests.db")));
    QSignalSpy failed(&book, &RequestBook::failed);
    bool opened = true;
    deliver(book.open(), this, [&](const Result<KeptTabs> &tabs) { opened = bool(tabs); });
    book.keepTab({ 1, {} });
    book.keepTab({ 2, {} });
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!opened);
    bool asked = false;
    deliver(book.draftOf(1), this, [&](const Result<RequestDraft> &draft) { asked = !draft; });
    QTRY_VERIFY(asked);
    QCOMPARE(failed.size(), 1); // said once
}

QTEST_GUILESS_MAIN(TestRequestBook)
#include "tst_requestbook.moc"
