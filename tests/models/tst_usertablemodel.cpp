// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "fakeuserstore.h"
#include "models/usertablemodel.h"
#include "storage/database.h"
#include "support/await.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

class TestUserTableModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void showsAPlaceholderUntilThePageIsThere();
    void fetchesOnlyThePagesThatAreLookedAt();
    void keepsABoundedNumberOfPages();
    void growsAtTheEnd();
    void shrinksAtTheEnd();
    void fetchesWhatChanged();
    void announcesNothingWhereNothingChanged();
    void manyRefreshesDuringAFetchAreOne();
    void anAnswerOfAnOlderStoreIsThrownAway();
    void skipsWhatAViewHasScrolledPast();
    void aStoreThatFailsShowsItsErrorAndIsAskedOnceARefresh();
    void diesWhileAFetchIsUnderWay();
    void showsWhatOthersChangeAndDelete();
};

namespace {

QString emailAt(const UserTableModel &model, int row)
{
    return model.index(row, UserTableModel::Email).data().toString();
}

const auto failFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

void TestUserTableModel::showsAPlaceholderUntilThePageIsThere()
{
    FakeUserStore store;
    store.change(3);
    store.answersAtOnce = false;
    UserTableModel model;
    model.setStore(&store);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(emailAt(model, 0), QStringLiteral("…"));
    QVERIFY(!model.userAt(0));

    QTRY_COMPARE(store.waiting(), 1);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    store.answerOldest();
    QTRY_COMPARE(emailAt(model, 2), QStringLiteral("user3@example.org"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    QCOMPARE(model.userAt(1)->id, 2);
}

void TestUserTableModel::fetchesOnlyThePagesThatAreLookedAt()
{
    FakeUserStore store;
    store.change(1'000'000);
    UserTableModel model;
    model.setStore(&store);
    const QAbstractItemModelTester tester(&model, failFatal);
    store.offsetsAsked.clear();
    const int row = 900'000;
    emailAt(model, row);
    QTRY_COMPARE(emailAt(model, row), QStringLiteral("user900001@example.org"));
    QVERIFY(store.offsetsAsked.contains(row / UserPageCache::pageRows * UserPageCache::pageRows));
    QVERIFY(store.offsetsAsked.size() <= 2); // the tester looks at row 0
}

void TestUserTableModel::keepsABoundedNumberOfPages()
{
    FakeUserStore store;
    store.change(1'000'000);
    UserTableModel model;
    model.setStore(&store);
    for (int page = 0; page <= UserPageCache::pagesKept; ++page) {
        const int row = page * UserPageCache::pageRows;
        emailAt(model, row);
        QTRY_VERIFY(model.userAt(row));
    }
    QVERIFY(!model.userAt(0)); // the first is the one that was used longest ago
    QVERIFY(model.userAt(UserPageCache::pageRows));
}

void TestUserTableModel::growsAtTheEnd()
{
    FakeUserStore store;
    UserTableModel model;
    model.setStore(&store);
    const QAbstractItemModelTester tester(&model, failFatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    store.change(2);
    model.refresh();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.rowCount(), 2);
    emailAt(model, 1);
    QTRY_COMPARE(emailAt(model, 1), QStringLiteral("user2@example.org"));

    store.change(300);
    model.refresh();
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(inserted[1][1].toInt(), 2);
    QCOMPARE(inserted[1][2].toInt(), 299);
    emailAt(model, 299);
    QTRY_COMPARE(emailAt(model, 299), QStringLiteral("user300@example.org"));
    QTRY_COMPARE(emailAt(model, 5), QStringLiteral("user6@example.org"));
}

void TestUserTableModel::shrinksAtTheEnd()
{
    FakeUserStore store;
    store.change(600);
    UserTableModel model;
    model.setStore(&store);
    const QAbstractItemModelTester tester(&model, failFatal);
    emailAt(model, 599);
    QTRY_VERIFY(model.userAt(599));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    store.change(10);
    model.refresh();
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][1].toInt(), 10);
    QCOMPARE(model.rowCount(), 10);
    store.change(0);
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

void TestUserTableModel::fetchesWhatChanged()
{
    FakeUserStore store;
    store.change(10);
    UserTableModel model;
    model.setStore(&store);
    emailAt(model, 0);
    QTRY_COMPARE(emailAt(model, 0), QStringLiteral("user1@example.org"));
    store.domain = "example.net";
    store.change(10);
    model.refresh();
    QTRY_COMPARE(emailAt(model, 0), QStringLiteral("user1@example.net"));
}

void TestUserTableModel::announcesNothingWhereNothingChanged()
{
    FakeUserStore store;
    store.change(10);
    UserTableModel model;
    model.setStore(&store);
    emailAt(model, 0);
    QTRY_VERIFY(model.userAt(0));
    const auto asked = store.offsetsAsked.size();
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.refresh();
    QTRY_COMPARE(store.offsetsAsked.size(), asked + 1);
    QCOMPARE(changed.size(), 0);
}

void TestUserTableModel::manyRefreshesDuringAFetchAreOne()
{
    FakeUserStore store;
    store.change(10);
    store.answersAtOnce = false;
    UserTableModel model;
    model.setStore(&store);
    emailAt(model, 0);
    QTRY_COMPARE(store.waiting(), 1);
    for (int i = 11; i <= 60; ++i) {
        store.change(i);
        model.refresh();
    }
    QCOMPARE(model.rowCount(), 10);
    store.answerOldest();
    QTRY_COMPARE(model.rowCount(), 60);
    QTRY_COMPARE(store.waiting(), 1);
    store.answerOldest();
    QTRY_COMPARE(emailAt(model, 59), QStringLiteral("user60@example.org"));
    QCOMPARE(store.offsetsAsked.size(), 2);
}

void TestUserTableModel::anAnswerOfAnOlderStoreIsThrownAway()
{
    FakeUserStore old;
    old.change(5);
    old.answersAtOnce = false;
    UserTableModel model;
    model.setStore(&old);
    emailAt(model, 0);
    QTRY_COMPARE(old.waiting(), 1);

    FakeUserStore current;
    current.domain = "current.example";
    current.change(5);
    current.answersAtOnce = false;
    model.setStore(&current);
    emailAt(model, 0);
    QTRY_COMPARE(current.waiting(), 1);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    old.answerOldest();
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 0);
    QCOMPARE(emailAt(model, 0), QStringLiteral("…"));
    current.answerOldest();
    QTRY_COMPARE(emailAt(model, 0), QStringLiteral("user1@current.example"));
    model.setStore(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestUserTableModel::skipsWhatAViewHasScrolledPast()
{
    FakeUserStore store;
    store.change(1'000'000);
    store.answersAtOnce = false;
    UserTableModel model;
    model.setStore(&store);
    for (int page = 0; page < 1'000; ++page)
        emailAt(model, page * UserPageCache::pageRows);
    const int last = 999 * UserPageCache::pageRows;
    QTRY_COMPARE(store.waiting(), 2);
    QCOMPARE(store.offsetsAsked.first(), last);
    for (int answered = 0; answered < 4; ++answered) {
        QTRY_VERIFY(store.waiting() > 0);
        store.answerOldest();
    }
    QTRY_COMPARE(emailAt(model, last), QStringLiteral("user%1@example.org").arg(last + 1));
    QCOMPARE(store.waiting(), 0);
    QCOMPARE(store.offsetsAsked.size(), 4);
}

void TestUserTableModel::aStoreThatFailsShowsItsErrorAndIsAskedOnceARefresh()
{
    FakeUserStore store;
    store.change(10);
    store.error
            = Error { ErrorKind::Io, QStringLiteral("io"), QStringLiteral("The disk failed."), {} };
    UserTableModel model;
    model.setStore(&store);
    QSignalSpy errors(&model, &UserTableModel::errorTextChanged);
    emailAt(model, 0);
    QTRY_COMPARE(model.errorText(), QStringLiteral("The disk failed."));
    for (int repaint = 0; repaint < 10; ++repaint) {
        QCOMPARE(emailAt(model, 0), QStringLiteral("…"));
        QCoreApplication::processEvents();
    }
    QCOMPARE(store.offsetsAsked.size(), 1);

    store.error.reset();
    model.refresh();
    QTRY_COMPARE(emailAt(model, 0), QStringLiteral("user1@example.org"));
    QCOMPARE(model.errorText(), QString());
    QCOMPARE(errors.size(), 2);
}

void TestUserTableModel::diesWhileAFetchIsUnderWay()
{
    FakeUserStore store;
    store.change(10);
    store.answersAtOnce = false;
    auto model = std::make_unique<UserTableModel>();
    model->setStore(&store);
    emailAt(*model, 0);
    QTRY_COMPARE(store.waiting(), 1);
    QSignalSpy destroyed(model.get(), &QObject::destroyed);
    model.reset();
    store.answerOldest();
    QCoreApplication::processEvents(); // the answer comes home to nobody
    QCOMPARE(destroyed.size(), 1);
}

/// On the real store, as the window follows it: by its revision.
void TestUserTableModel::showsWhatOthersChangeAndDelete()
{
    const QTemporaryDir folder;
    const auto database = Database::openSqlite(folder.filePath(QStringLiteral("frontdesk.db")),
                                               Clock::system());
    QVERIFY(database);
    UserStore &store = (*database)->users();
    std::vector<UserDraft> drafts;
    for (int number = 1; number <= 600; ++number) {
        const std::string digits = std::to_string(number);
        drafts.push_back({ "user" + digits, "user" + digits + "@example.org" });
    }
    QVERIFY(await(store.createAll(drafts)));
    UserTableModel model;
    model.setStore(&store);
    const QAbstractItemModelTester tester(&model, failFatal);
    QCOMPARE(model.rowCount(), 600);
    const int row = 300;
    QTRY_COMPARE(emailAt(model, row), QStringLiteral("user301@example.org"));

    quint64 seen = store.revision();
    const auto changed = [&] {
        const quint64 before = std::exchange(seen, store.revision());
        return seen != before;
    };
    QVERIFY(await(store.update(301, { std::nullopt, "changed@example.org" }, {})));
    QVERIFY(changed());
    model.refresh();
    QTRY_COMPARE(emailAt(model, row), QStringLiteral("changed@example.org"));

    QVERIFY(await(store.remove(301, {})));
    QVERIFY(changed());
    model.refresh();
    QTRY_COMPARE(model.rowCount(), 599);
    QTRY_COMPARE(emailAt(model, row), QStringLiteral("user302@example.org"));
    QTRY_COMPARE(emailAt(model, 598), QStringLiteral("user600@example.org"));

    QVERIFY(!await(store.remove(301, {}))); // nothing was there to delete
    QVERIFY(!changed());
}

QTEST_GUILESS_MAIN(TestUserTableModel)
#include "tst_usertablemodel.moc"
