// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "client/tutorialrequests.h"
#include "requestpanel.h"
#include "requestpaneltest.h"
#include "requesttab.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

/// Tabs and history, and the book that keeps them.
class TestRequestPanelTabs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void addressesOnTheServerFollowIt();
    void keptRequestsFollowTheServer();
    void tabsOpenCloseAndKeepTheirRequests();
    void aRequestFromElsewhereOverwritesNothing();
    void tabsComeBack();
    void aKillLosesNoMoreThanASecond();
    void tabsThatWereTypedInBeforeTheBookWasReadStay();
    void historyIsSearchedAndReopens();
};

/// A tab that was never shown, too, and nobody has edited any of them by that.
void TestRequestPanelTabs::addressesOnTheServerFollowIt()
{
    RequestDesk desk;
    desk.panel.setServerAddress({});
    QCOMPARE(desk.address(), desk.url("/add-user"));
    desk.panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:1")));
    QCOMPARE(desk.address(), QStringLiteral("http://127.0.0.1:1/add-user"));
    desk.panel.fillIn({ {}, {}, "GET", "/other?a=b", {}, {} });
    QCOMPARE(desk.panel.tabCount(), 1); // nobody had touched it
    desk.panel.setServerAddress(QUrl(QStringLiteral("https://127.0.0.1:2")));
    QCOMPARE(desk.address(), QStringLiteral("https://127.0.0.1:2/other?a=b"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("a=b"));
}

/// With a server on another port at the next start.
void TestRequestPanelTabs::keptRequestsFollowTheServer()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    {
        RequestDesk desk;
        desk.panel.openBook(path);
        QTRY_VERIFY(desk.panel.bookIsRead());
        desk.find<QLineEdit>("addressEdit")->setText(desk.url("/users?limit=2"));
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_Return);
        QTRY_COMPARE(desk.answered.size(), 1);
        desk.panel.newTab();
        desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("http://127.0.0.1:1/other"));
    }
    RequestDesk desk;
    desk.panel.setServerAddress({}); // it listens only later
    desk.panel.openBook(path);
    QTRY_COMPARE(desk.panel.tabCount(), 2);
    desk.panel.setServerAddress(QUrl(desk.url("")));
    QCOMPARE(desk.address(), QStringLiteral("http://127.0.0.1:1/other"));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(desk.address(), desk.url("/users?limit=2"));
    desk.panel.closeTab(0);
    desk.panel.showHistory(true);
    auto *list = desk.panel.findChild<QListWidget *>(QStringLiteral("historyList"));
    QTRY_COMPARE(list->count(), 1);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(desk.address(), desk.url("/users?limit=2"));
}

void TestRequestPanelTabs::tabsOpenCloseAndKeepTheirRequests()
{
    RequestDesk desk;
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_T, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 2);
    QCOMPARE(desk.address(), QString());
    QVERIFY(desk.find<QWidget>("addressEdit")->hasFocus());
    QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("http://h/second"));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 3);
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 2);
    QCOMPARE(desk.address(), QStringLiteral("http://h/second"));
    auto *bar = desk.panel.findChild<QTabBar *>(QStringLiteral("requestTabBar"));
    QTRY_COMPARE(bar->tabText(1), QStringLiteral("GET /second"));
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(0).center());
    QVERIFY(desk.address().endsWith(QStringLiteral("/add-user")));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(desk.address(), QStringLiteral("http://h/second"));
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(desk.panel.tabCount(), 1); // there is always one
    QCOMPARE(desk.address(), QString());
}

void TestRequestPanelTabs::aRequestFromElsewhereOverwritesNothing()
{
    RequestDesk desk;
    desk.panel.fillIn({ {}, {}, "GET", "/first", {}, {} }); // nobody has touched the example
    QCOMPARE(desk.panel.tabCount(), 1);
    desk.panel.fillIn({ {}, {}, "GET", "/other", {}, {} });
    QCOMPARE(desk.panel.tabCount(), 2);
    QVERIFY(desk.address().endsWith(QStringLiteral("/other")));
}

void TestRequestPanelTabs::tabsComeBack()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    {
        RequestDesk desk;
        desk.panel.openBook(path);
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_T, Qt::ControlModifier);
        QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("http://h/?a=1"));
        desk.typeCell("headersTable", 0, 0, QStringLiteral("X-Half-Typed"));
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_T, Qt::ControlModifier);
        QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("http://h/third"));
        QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageUp, Qt::ControlModifier);
        QTRY_VERIFY(desk.panel.bookIsRead());
    }
    RequestDesk desk;
    desk.panel.openBook(path);
    QTRY_COMPARE(desk.panel.tabCount(), 3);
    QCOMPARE(desk.address(), QStringLiteral("http://h/?a=1"));
    QCOMPARE(desk.fields("queryTable"), QStringLiteral("a=1"));
    QCOMPARE(desk.fields("headersTable"), QStringLiteral("X-Half-Typed="));
    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(desk.address(), QStringLiteral("http://h/third"));
}

/// What another process would find in the file while this one still runs.
void TestRequestPanelTabs::aKillLosesNoMoreThanASecond()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    RequestDesk desk;
    desk.panel.openBook(path);
    QTRY_VERIFY(desk.panel.bookIsRead());
    desk.find<QLineEdit>("addressEdit")->clear();
    QElapsedTimer typing;
    typing.start();
    QString typed;
    // Somebody who never pauses: what was typed a second ago must be there.
    const auto kept = [&path] {
        auto file = RequestBookFile::open(path);
        const auto tabs = file ? file->tabs() : Result<KeptTabs>(KeptTabs());
        return tabs && !tabs->tabs.isEmpty() ? tabs->tabs[0].draft.url : QString();
    };
    while (typing.elapsed() < 1'500) {
        QTest::keyClicks(desk.find<QWidget>("addressEdit"), QStringLiteral("x"), {}, 20);
        if (typing.elapsed() < 500)
            typed = desk.address();
    }
    QVERIFY(!typed.isEmpty());
    QVERIFY(kept().size() >= typed.size());
    QTRY_COMPARE(kept(), desk.address());
}

void TestRequestPanelTabs::tabsThatWereTypedInBeforeTheBookWasReadStay()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("requests.db"));
    {
        auto file = RequestBookFile::open(path);
        RequestDraft draft;
        draft.url = QStringLiteral("http://h/kept");
        QVERIFY(file->keepTab({ 1, draft }));
        QVERIFY(file->keepOrder({ 1 }, 1));
    }
    {
        RequestDesk desk;
        desk.panel.openBook(path);
        desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("http://h/typed"));
        QTRY_COMPARE(desk.panel.tabCount(), 2);
        QCOMPARE(desk.address(), QStringLiteral("http://h/kept"));
    }
    auto file = RequestBookFile::open(path);
    QStringList urls;
    const auto kept = file->tabs();
    for (const KeptTab &tab : kept->tabs)
        urls << tab.draft.url;
    QCOMPARE(urls.join(u' '), QStringLiteral("http://h/typed http://h/kept"));
}

void TestRequestPanelTabs::historyIsSearchedAndReopens()
{
    QTemporaryDir folder;
    RequestDesk desk;
    desk.panel.openBook(folder.filePath(QStringLiteral("requests.db")));
    QTRY_VERIFY(desk.panel.bookIsRead());
    desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("/first?x=%31"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 1);
    desk.find<QLineEdit>("addressEdit")->setText(QStringLiteral("/second"));
    desk.find<QPlainTextEdit>("bodyEdit")->setPlainText(QStringLiteral("{}"));
    desk.click("sendButton");
    QTRY_COMPARE(desk.answered.size(), 2);

    QTest::keyClick(desk.find<QWidget>("addressEdit"), Qt::Key_H, Qt::ControlModifier);
    auto *list = desk.panel.findChild<QListWidget *>(QStringLiteral("historyList"));
    QTRY_COMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), QStringLiteral("POST /second"));
    auto *search = desk.panel.findChild<QLineEdit *>(QStringLiteral("historySearchEdit"));
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("first 200"));
    QTRY_COMPARE(list->count(), 1);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {},
                       list->visualItemRect(list->item(0)).center());
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(desk.address(), desk.url("/first?x=%31"));
    QVERIFY(desk.panel.tabCount() >= 2); // the other one is as it was
    QVERIFY(!search->isVisible());
}

QTEST_MAIN(TestRequestPanelTabs)
#include "tst_requestpaneltabs.moc"
