// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "earlierlogwindow.h"
#include "support/await.h"
#include "support/fakeclock.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace frontdesk;

class TestEarlierLogWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void showsTheLastSession();
    void changesTheSession();
    void saysThatThereIsNone();

private:
    /// A log of two sessions and the present one.
    std::unique_ptr<ExchangeStore> makeLog()
    {
        std::unique_ptr<ExchangeStore> store;
        for (const int count : { 2'500, 3, 1 }) {
            store.reset();
            store = ExchangeStore::open(m_folder.filePath(QStringLiteral("requests.db")), m_clock,
                                        {})
                            .value();
            QList<Exchange> batch;
            for (int i = 0; i < count; ++i) {
                Exchange one;
                one.receivedAtMs = m_clock.wallMs();
                one.method = "GET";
                one.status = 200;
                const QByteArray target = "/n" + QByteArray::number(i);
                one.texts = ExchangeTexts(target, {}, {});
                batch.append(one);
            }
            store->append(batch, count == 3 ? 7 : 0);
            (void)await(store->flush());
            m_clock.advance(std::chrono::hours(1));
        }
        return store;
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
};

void TestEarlierLogWindow::showsTheLastSession()
{
    const auto store = makeLog();
    EarlierLogWindow window([&] { return store.get(); });
    window.refresh();
    window.show();
    auto *view = window.findChild<QAbstractItemView *>(QStringLiteral("logView"));
    QTRY_COMPARE(view->model()->rowCount(), 3);
    const auto *note = window.findChild<QLabel *>(QStringLiteral("sessionNote"));
    QVERIFY2(note->text().startsWith(u'7'), qPrintable(note->text()));
    const auto *choice = window.findChild<QComboBox *>(QStringLiteral("sessionChoice"));
    QCOMPARE(choice->count(), 3);
    QVERIFY(choice->itemText(0).contains(QStringLiteral("this session")));
    for (const char *live : { "pauseButton", "followButton", "clearButton" })
        QVERIFY(!window.findChild<QToolButton *>(QLatin1String(live))->isVisible());
    QTest::keyClick(view, Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(view->model()->rowCount(), 3);
}

void TestEarlierLogWindow::changesTheSession()
{
    const auto store = makeLog();
    EarlierLogWindow window([&] { return store.get(); });
    window.refresh();
    window.show();
    auto *choice = window.findChild<QComboBox *>(QStringLiteral("sessionChoice"));
    const auto *view = window.findChild<QAbstractItemView *>(QStringLiteral("logView"));
    QTRY_COMPARE(view->model()->rowCount(), 3);
    QTest::keyClick(choice, Qt::Key_Down);
    QTest::keyClick(choice, Qt::Key_Up); // changes its mind while it reads
    QTest::keyClick(choice, Qt::Key_Down);
    QTRY_COMPARE(view->model()->rowCount(), 2'500);
    const auto *note = window.findChild<QLabel *>(QStringLiteral("sessionNote"));
    QTRY_COMPARE(note->text(), QString());
}

void TestEarlierLogWindow::saysThatThereIsNone()
{
    EarlierLogWindow window([] { return nullptr; });
    window.refresh();
    const auto *note = window.findChild<QLabel *>(QStringLiteral("sessionNote"));
    QVERIFY(note->text().contains(QStringLiteral("No request log")));
}

QTEST_MAIN(TestEarlierLogWindow)
#include "tst_earlierlogwindow.moc"
