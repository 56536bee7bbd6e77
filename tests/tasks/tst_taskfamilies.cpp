// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "familybench.h"

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Groups, and what holds for chains, too. Their ids come first, then their children's,
/// each before its own.
class TestTaskFamilies : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void aGroupTakesAsLongAsItsLongest();
    void aGroupsResultsAreInOrder();
    void anEmptyFamilyIsDoneAtOnce();
    void aParentTakesNoTurn();
    void isTriedAgain();
    void isRestarted();
    void survivesAStop();
    void survivesACrash();
    void goesOnWhenTheStoreDoes();
    void refusesByField_data();
    void refusesByField();
};

void TestTaskFamilies::aGroupTakesAsLongAsItsLongest()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("group", sleeping(2) + ',' + sleeping(3)));
    QTRY_COMPARE(bench.store.count(TaskState::Running), 3);
    QCOMPARE(bench.store.task(2).parent, std::optional(id));
    bench.clock.advance(2s);
    QTRY_COMPARE(bench.state(2), "completed"_ba);
    QTRY_COMPARE(bench.store.task(id).progress.done, 1);
    QCOMPARE(bench.store.task(id).progress.total, 2);
    QCOMPARE(bench.state(id), "running"_ba);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).result, "[null,null]"_ba);
    QCOMPARE(*bench.store.task(id).endedAtMs - bench.store.task(id).createdAtMs, 3000);
}

void TestTaskFamilies::aGroupsResultsAreInOrder()
{
    Bench bench;
    std::atomic<int> runs = 0;
    addEcho(bench, runs);
    QVERIFY(bench.start());
    QByteArrayList tasks, results;
    for (int i = 0; i < 1000; ++i) { // those with the higher priority end first
        results += QByteArray::number(i);
        tasks += R"({"kind":"echo","params":{"value":)" + results.last() + R"(},"priority":)"
                + results.last() + '}';
    }
    const qint64 id = bench.submit(family("group", tasks.join(',')));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).result, '[' + results.join(',') + ']');
    QCOMPARE(bench.store.task(id).progress.done, 1000);
    QCOMPARE(runs.load(), 1000);
}

void TestTaskFamilies::anEmptyFamilyIsDoneAtOnce()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 group = bench.submit(family("group", {})),
                 chain = bench.submit(family("chain", {}));
    QTRY_COMPARE(bench.state(group), "completed"_ba);
    QCOMPARE(bench.store.task(group).result, "[]"_ba);
    QTRY_COMPARE(bench.state(chain), "completed"_ba);
}

void TestTaskFamilies::aParentTakesNoTurn()
{
    Bench bench;
    bench.options.maxConcurrency = 1;
    bench.options.maxConcurrencyOf = { { "group", 1 }, { "chain", 1 }, { "nap", 1 } };
    QVERIFY(bench.start());
    const QByteArray inner = R"({"kind":"chain","params":{"tasks":[)" + napping(0)
            + R"(,{"kind":"group","params":{"tasks":[)" + napping(0) + "]}}]}}";
    const qint64 id = bench.submit(family("group", inner + ',' + inner + ',' + napping(0)));
    QTRY_COMPARE(bench.state(id), "completed"_ba);
}

void TestTaskFamilies::isTriedAgain()
{
    Bench bench;
    std::atomic<int> runs = 0, failures = 0;
    addEcho(bench, runs);
    bench.addKind("fails once", [&failures](TaskContext &) -> Async<Result<QByteArray>> {
        co_return ++failures == 1 ? Result<QByteArray>(failure(busy)) : QByteArray("2");
    });
    QVERIFY(bench.start());
    TaskDraft draft
            = family("chain", R"({"kind":"echo","params":{"value":1}},{"kind":"fails once"})");
    draft.maxAttempts = 2;
    const qint64 id = bench.submit(draft);
    QTRY_COMPARE(bench.state(id), "retrying"_ba);
    QVERIFY(bench.store.task(3).held);
    bench.clock.advance(10s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(id).result, "2"_ba);
    QCOMPARE(runs.load(), 1); // what had completed is not done again
}

void TestTaskFamilies::isRestarted()
{
    Bench bench;
    QVERIFY(bench.start());
    const qint64 id = bench.submit(family("group", sleeping(1) + ',' + sleeping(60)));
    QTRY_COMPARE(bench.store.count(TaskState::Running), 3);
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.state(2), "completed"_ba);
    QVERIFY(await(bench.engine->cancel(id)));
    QTRY_COMPARE(bench.state(id), "cancelled"_ba);
    QVERIFY(await(bench.engine->restart(id)));
    QTRY_COMPARE(bench.state(3), "running"_ba);
    bench.clock.advance(60s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(2).attempt, 1);
    QCOMPARE(bench.store.task(3).attempt, 2);
}

void TestTaskFamilies::survivesAStop()
{
    for (const bool cancelling : { false, true }) {
        Bench bench;
        QVERIFY(bench.start());
        const qint64 id = bench.submit(family("group", sleeping(60)));
        QTRY_COMPARE(bench.state(2), "running"_ba);
        if (cancelling)
            bench.store.hold(Call::Finish); // its children's ends don't come
        if (cancelling)
            QVERIFY(await(bench.engine->cancel(id)));
        QSignalSpy stopped(bench.engine.get(), &TaskEngine::stopped);
        bench.engine->stop();
        bench.store.release(Call::Finish);
        QTRY_COMPARE(stopped.size(), 1);
        bench.engine.reset();
        QCOMPARE(bench.state(id), cancelling ? "cancelled"_ba : "queued"_ba);
        QCOMPARE(bench.state(2), cancelling ? "cancelled"_ba : "queued"_ba);
    }
}

void TestTaskFamilies::survivesACrash()
{
    Bench bench;
    std::atomic<int> runs = 0;
    addEcho(bench, runs);
    QVERIFY(bench.start());
    const qint64 id
            = bench.submit(family("chain",
                                  R"({"kind":"echo","params":{"value":[7]}},)" + sleeping(60)
                                          + R"(,{"kind":"echo","params":{"value":"$previous"}})"));
    QTRY_COMPARE(bench.state(3), "running"_ba);
    bench.engine.reset();
    QCOMPARE(bench.state(id), "running"_ba);
    bench.kinds = TaskKinds::builtIn();
    addEcho(bench, runs);
    QVERIFY(bench.start());
    QTRY_COMPARE(bench.state(3), "running"_ba);
    QCOMPARE(bench.store.task(id).rescued, 1);
    bench.clock.advance(60s);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QCOMPARE(bench.store.task(2).attempt, 1);
    QCOMPARE(runs.load(), 2);
}

void TestTaskFamilies::goesOnWhenTheStoreDoes()
{
    Bench bench;
    QVERIFY(bench.start());
    for (const auto call : { Call::Children, Call::Release }) {
        bench.store.fail(call, busy, 2);
        const qint64 id = bench.submit(family("group", sleeping(0)));
        QTRY_VERIFY(!bench.store.sizes(call).empty());
        QTRY_COMPARE_WITH_TIMEOUT((bench.clock.advance(1s), bench.state(id)), "completed"_ba,
                                  20'000);
    }
}

void TestTaskFamilies::refusesByField_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QStringList>("errors");
    const auto row = [](const char *what, const char *kind, const QByteArray &params,
                        const QStringList &errors) {
        QTest::newRow(what) << QByteArray(kind) << params << errors;
    };
    row("no tasks", "group", "{}", { u"params.tasks required"_s });
    row("tasks that are no array", "chain", R"({"tasks":{}})", { u"params.tasks wrong_type"_s });
    row("a task that is no object", "group", R"({"tasks":[1]})",
        { u"params.tasks[0] wrong_type"_s });
    row("everything wrong", "group",
        R"({"return_exceptions":1,"tasks":[{"kind":"sleep","params":{}},{},{"kind":"x","params":3},)"
        R"({"kind":"sleep","params":{"seconds":1},"every":5,"unique_key":"a","notify_url":"http://a.test","delay":-1}]})",
        { u"params.return_exceptions wrong_type"_s, u"params.tasks[0].params.seconds required"_s,
          u"params.tasks[1].kind required"_s, u"params.tasks[2].params wrong_type"_s,
          u"params.tasks[2].kind unknown_kind"_s, u"params.tasks[3].every not_allowed"_s,
          u"params.tasks[3].unique_key not_allowed"_s, u"params.tasks[3].notify_url not_allowed"_s,
          u"params.tasks[3].delay out_of_range"_s });
    row("deep inside", "group",
        R"({"tasks":[{"kind":"chain","params":{"tasks":[)" + sleeping(1)
                + R"(,{"kind":"sleep"}]}}]})",
        { u"params.tasks[0].params.tasks[1].params.seconds required"_s });
    row("the first of a chain refers to none", "chain",
        R"({"tasks":[{"kind":"group","params":{"tasks":[{"kind":"sleep","params":{"seconds":"$previous"}}]}}]})",
        { u"params.tasks[0].params.tasks[0].params.seconds no_previous"_s });

    QByteArray deep = sleeping(1);
    for (int i = 0; i < 8; ++i)
        deep = R"({"kind":"group","params":{"tasks":[)" + deep + "]}}";
    row("too deep", "group", R"({"tasks":[)" + deep + "]}",
        { u"params.tasks[0]"_s + u".params.tasks[0]"_s.repeated(7) + u".params.tasks too_deep"_s });
    row("too wide", "chain", R"({"tasks":[)" + QByteArrayList(1001, "0").join(',') + "]}",
        { u"params.tasks too_wide"_s });
    const QByteArray wide = R"({"kind":"group","params":{"tasks":[)"
            + QByteArrayList(500, sleeping(1)).join(',') + "]}}";
    row("too many in all", "group", R"({"tasks":[)" + wide + ',' + wide + "]}",
        { u"params.tasks too_wide"_s });
}

void TestTaskFamilies::refusesByField()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const QByteArray, params);
    QFETCH(const QStringList, errors);
    TaskDraft draft = draftOf(kind.toStdString());
    draft.params = params;
    const auto checked = TaskKinds::builtIn().check(draft);
    QVERIFY(!checked);
    QStringList found;
    for (const FieldError &error : checked.error().fields)
        found += error.field + u' ' + error.code;
    QCOMPARE(found, errors);
}

QTEST_GUILESS_MAIN(TestTaskFamilies)
#include "tst_taskfamilies.moc"
