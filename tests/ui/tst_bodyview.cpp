// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "bodyview.h"

#include <QAbstractButton>
#include <QLabel>
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
    view.setBody("[1]", "application/json");
    QCOMPARE(shown(view), QStringLiteral("[\n  1\n]"));
    view.findChild<QAbstractButton *>(QStringLiteral("rawButton"))->click();
    QCOMPARE(shown(view), QStringLiteral("[1]"));
    view.findChild<QAbstractButton *>(QStringLiteral("prettyButton"))->click();
    QCOMPARE(shown(view), QStringLiteral("[\n  1\n]"));
}

void TestBodyView::preparesALargeBodyAside()
{
    BodyView view;
    view.setBody(largeJson(7), "application/json");
    QCOMPARE(shown(view), QString()); // not in this thread
    QTRY_VERIFY(shown(view).startsWith(QStringLiteral("[\n  7,\n  1,")));
    QCOMPARE(note(view), QStringLiteral("Only the first 256 KiB are shown."));
}

void TestBodyView::theLatestBodyWins()
{
    BodyView view;
    view.setBody(largeJson(1), "application/json");
    view.setBody(largeJson(2), "application/json");
    view.setBody("small", "text/plain");
    QCOMPARE(shown(view), QStringLiteral("small"));
    view.setBody(largeJson(3), "application/json");
    QTRY_VERIFY(shown(view).startsWith(QStringLiteral("[\n  3,")));
}

void TestBodyView::diesWhileABodyIsPrepared()
{
    auto view = std::make_unique<BodyView>();
    view->setBody(largeJson(1), "application/json");
    view.reset();
    BodyView other; // its work comes after, so that the first has come home, too
    other.setBody(largeJson(2), "application/json");
    QTRY_VERIFY(shown(other).startsWith(QStringLiteral("[\n  2,")));
}

void TestBodyView::showsItsOwnNoteAndTheGivenOne()
{
    BodyView view;
    view.setBody(QByteArray("a\0b", 3), {}, QStringLiteral("Cut."));
    QCOMPARE(note(view), QStringLiteral("Cut. These bytes are not text."));
    view.setBody("text", {});
    QCOMPARE(note(view), QString());
}

void TestBodyView::savesNothingOfNothing()
{
    BodyView view;
    auto *save = view.findChild<QAbstractButton *>(QStringLiteral("saveButton"));
    QVERIFY(!save->isEnabled());
    view.setBody("text", {});
    QVERIFY(save->isEnabled());
    view.clear();
    QVERIFY(!save->isEnabled());
}

QTEST_MAIN(TestBodyView)
#include "tst_bodyview.moc"
