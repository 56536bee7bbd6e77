// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "bodyview.h"
#include "client/jsonformatter.h"
#include "largetextview.h"
#include "models/eventloopwatchdog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace frontdesk;

class TestBodyView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void showsPrettyThenRaw();
    void preparesALargeBodyAside();
    void aHundredMegabytesStallNothing_data();
    void aHundredMegabytesStallNothing();
    void findsAndStepsThroughPlaces();
    void largeTextIsSelectedAndCopied();
    void theLatestBodyWins();
    void diesWhileABodyIsPrepared();
    void showsItsOwnNoteAndTheGivenOne();
    void savesNothingOfNothing();
};

namespace {

QString shown(const BodyView &view)
{
    return view.findChild<QPlainTextEdit *>(QStringLiteral("textView"))->toPlainText();
}

LargeTextView &large(const BodyView &view)
{
    return *view.findChild<LargeTextView *>(QStringLiteral("largeView"));
}

QString note(const BodyView &view)
{
    return view.findChild<QLabel *>(QStringLiteral("noteLabel"))->text();
}

QByteArray largeJson(int value)
{
    QByteArray json = "[" + QByteArray::number(value);
    while (json.size() < 1'000'000)
        json += ",1";
    return json + "]";
}

} // namespace

void TestBodyView::showsPrettyThenRaw()
{
    BodyView view;
    view.setBody(QByteArray("[1]"), { "application/json", {} });
    QCOMPARE(shown(view), QStringLiteral("[\n  1\n]"));
    view.findChild<QAbstractButton *>(QStringLiteral("rawButton"))->click();
    QCOMPARE(shown(view), QStringLiteral("[1]"));
    view.findChild<QAbstractButton *>(QStringLiteral("prettyButton"))->click();
    QCOMPARE(shown(view), QStringLiteral("[\n  1\n]"));
}

void TestBodyView::preparesALargeBodyAside()
{
    BodyView view;
    view.setBody(largeJson(7), { "application/json", {} });
    QCOMPARE(large(view).rowCount(), 0); // not in this thread
    QVERIFY(note(view).startsWith(QStringLiteral("Preparing")));
    QTRY_COMPARE(large(view).rowCount(), 500'002);
    QCOMPARE(large(view).rowText(1), QStringLiteral("  7,"));
    QCOMPARE(note(view), QString());
}

/// A window that stays alive is the point of it all.
void TestBodyView::aHundredMegabytesStallNothing_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QByteArray>("contentType");

    QTest::newRow("JSON") << QByteArray(R"({"id":12345678901234567890,"b":"text","a":1.10},)")
                          << QByteArray("application/json");
    QTest::newRow("one line") << QByteArray("abcdefghij ") << QByteArray("text/plain");
    QTest::newRow("bytes") << QByteArray("\0\1\2\3", 4) << QByteArray("image/png");
}

void TestBodyView::aHundredMegabytesStallNothing()
{
    QFETCH(QByteArray, unit);
    QFETCH(QByteArray, contentType);
    const bool json = contentType.endsWith("json");
    ByteSpool spool;
    spool.append(json ? "[" : "");
    QByteArray piece;
    while (piece.size() < 1'000'000)
        piece += unit;
    while (spool.size() < 100'000'000)
        spool.append(piece);
    spool.append(json ? "1]" : "needle");
    const StoredBytes body = spool.take();

    BodyView view;
    view.resize(600, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    EventLoopWatchdog watchdog;
    watchdog.start();
    view.setBody(body, { contentType, {} });
    QTRY_VERIFY_WITH_TIMEOUT(large(view).rowCount() > 0, 60'000);
    const qint64 last = large(view).rowCount() - 1;
    QVERIFY(last > 90'000);
    QTest::keyClick(&large(view), Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(large(view).firstVisibleRow() > last - 100);
    QVERIFY(large(view).rowText(last).contains(json ? QStringLiteral("]")
                                                    : QStringLiteral("needle"))
            || contentType == "image/png");
    QTest::keyClick(&large(view), Qt::Key_Home, Qt::ControlModifier);
    QTRY_COMPARE(large(view).firstVisibleRow(), 0);
    if (contentType == "text/plain") {
        view.openFindBar();
        QTest::keyClicks(view.findChild<QLineEdit *>(QStringLiteral("findEdit")),
                         QStringLiteral("NEEDLE"));
        QTRY_COMPARE_WITH_TIMEOUT(
                view.findChild<QLabel *>(QStringLiteral("findCountLabel"))->text(),
                QStringLiteral("1 of 1"), 20'000);
        QCOMPARE(large(view).selectedText(), QStringLiteral("needle"));
        QVERIFY(large(view).firstVisibleRow() > last - 100);
    }
    // 50 ms is what people may notice; a busy machine of tests gets some more.
    QVERIFY2(watchdog.longestStall() < std::chrono::milliseconds(250),
             qPrintable(QString::number(watchdog.longestStall().count())));
    qInfo("longest stall %.1f ms", double(watchdog.longestStall().count()) / 1e6);
}

void TestBodyView::findsAndStepsThroughPlaces()
{
    BodyView view;
    view.show();
    view.setBody(QByteArray(R"({"name":"Ada","NAME":"ada"})"), { "application/json", {} });
    view.openFindBar();
    auto *edit = view.findChild<QLineEdit *>(QStringLiteral("findEdit"));
    auto *count = view.findChild<QLabel *>(QStringLiteral("findCountLabel"));
    auto *text = view.findChild<QPlainTextEdit *>(QStringLiteral("textView"));
    QTest::keyClicks(edit, QStringLiteral("ada"));
    QCOMPARE(count->text(), QStringLiteral("1 of 2"));
    QCOMPARE(text->textCursor().selectedText(), QStringLiteral("Ada"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(count->text(), QStringLiteral("2 of 2"));
    QCOMPARE(text->textCursor().selectedText(), QStringLiteral("ada"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(count->text(), QStringLiteral("1 of 2")); // around
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count->text(), QStringLiteral("2 of 2"));
    QTest::keyClicks(edit, QStringLiteral("x"));
    QCOMPARE(count->text(), QStringLiteral("Not found"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!edit->isVisible());
}

void TestBodyView::largeTextIsSelectedAndCopied()
{
    BodyView view;
    view.resize(600, 400);
    view.show();
    view.setBody(largeJson(7), { "application/json", {} });
    QTRY_VERIFY(large(view).rowCount() > 0);
    LargeTextView &text = large(view);
    QTest::keyClick(&text, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&text, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&text, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("[\n  7,\n"));
    QTest::keyClick(&text, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(text.selectedText() == QString::fromUtf8(formatJson(largeJson(7))->text));
    const int height = text.fontMetrics().height() + 2;
    QTest::mousePress(text.viewport(), Qt::LeftButton, {}, { 200, height / 2 });
    QCOMPARE(text.selectedText(), QString());
    QTest::mouseRelease(text.viewport(), Qt::LeftButton, {}, { 200, height / 2 });
    QTest::mouseClick(text.viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      { 200, height + height / 2 }); // to the end of the second row
    QCOMPARE(text.selectedText(), QStringLiteral("\n  7,"));
    view.setBody(QByteArray("small"), {});
    QCOMPARE(text.rowCount(), 0);
}

void TestBodyView::theLatestBodyWins()
{
    BodyView view;
    view.setBody(largeJson(1), { "application/json", {} });
    view.setBody(largeJson(2), { "application/json", {} });
    view.setBody(QByteArray("small"), { "text/plain", {} });
    QCOMPARE(shown(view), QStringLiteral("small"));
    view.setBody(largeJson(3), { "application/json", {} });
    QTRY_VERIFY(large(view).rowCount() > 0);
    QCOMPARE(large(view).rowText(1), QStringLiteral("  3,"));
}

void TestBodyView::diesWhileABodyIsPrepared()
{
    auto view = std::make_unique<BodyView>();
    view->setBody(largeJson(1), { "application/json", {} });
    view.reset();
    BodyView other; // its work comes after, so that the first has come home, too
    other.setBody(largeJson(2), { "application/json", {} });
    QTRY_VERIFY(large(other).rowCount() > 0);
    QCOMPARE(large(other).rowText(1), QStringLiteral("  2,"));
}

void TestBodyView::showsItsOwnNoteAndTheGivenOne()
{
    BodyView view;
    view.setBody(QByteArray("a\0b", 3), {}, QStringLiteral("Cut."));
    QCOMPARE(note(view), QStringLiteral("Cut. These bytes are not text."));
    view.setBody(QByteArray("text"), {});
    QCOMPARE(note(view), QString());
}

void TestBodyView::savesNothingOfNothing()
{
    BodyView view;
    auto *save = view.findChild<QAbstractButton *>(QStringLiteral("saveButton"));
    QVERIFY(!save->isEnabled());
    view.setBody(QByteArray("text"), {});
    QVERIFY(save->isEnabled());
    view.clear();
    QVERIFY(!save->isEnabled());
}

QTEST_MAIN(TestBodyView)
#include "tst_bodyview.moc"
