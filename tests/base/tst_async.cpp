// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/async.h"
#include "base/deferred.h"
#include "base/futureawaiter.h"
#include "base/inbox.h"
#include "support/await.h"

#include <QTest>
#include <QtConcurrentRun>

#include <optional>
#include <stdexcept>
#include <thread>

using namespace frontdesk;

namespace {

Async<int> immediately(int value)
{
    co_return value;
}

Async<int> sum(Async<int> one, Async<int> other)
{
    const int first = co_await one;
    co_return first + co_await other;
}

Async<int> throwing()
{
    throw std::runtime_error("broken");
    co_return 0;
}

Async<int> after(Deferred<int> later)
{
    const Result<int> value = co_await later;
    co_return value ? *value : -1;
}

Async<int> throwingAfter(Deferred<int> later)
{
    (void)co_await later;
    throw std::runtime_error("broken later");
}

Detached note(Async<int> async, std::optional<int> &noted)
{
    noted = co_await async;
}

/// Counts how many of it are alive.
struct Witness
{
    explicit Witness(int &count)
        : m_count(&count)
    {
        ++*m_count;
    }
    Witness(const Witness &other)
        : Witness(*other.m_count)
    { }
    Witness &operator=(const Witness &) = delete;
    ~Witness() { --*m_count; }

    int *m_count;
};

Async<int> holding(Witness witness, Deferred<int> later)
{
    const Result<int> value = co_await later;
    co_return value ? *value + *witness.m_count : -1;
}

} // namespace

class TestAsync : public QObject
{
    Q_OBJECT

private slots:
    void init() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanup() { Inbox::setCurrent(nullptr); }

    void aPlainValueIsReady()
    {
        Async<int> async = 7;
        QVERIFY(async.isReady());
        QCOMPARE(async.take(), 7);
    }

    void aCoroutineThatNeverWaitsIsReady()
    {
        auto async = sum(immediately(3), 4);
        QVERIFY(async.isReady());
        QCOMPARE(async.take(), 7);
    }

    void movesAlong()
    {
        auto first = immediately(3);
        Async<int> second = std::move(first);
        Async<int> third = 5;
        third = std::move(second);
        QCOMPARE(third.take(), 3);
    }

    void anExceptionComesOutWhereItIsTaken()
    {
        auto async = throwing();
        QVERIFY(async.isReady());
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)async.take());
    }

    void anExceptionAfterAWaitComesOutToo()
    {
        auto [later, resolver] = defer<int>();
        auto async = throwingAfter(std::move(later));
        resolver.resolve(1);
        QTRY_VERIFY(async.isReady());
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)async.take());
    }

    void goesOnWhenTheValueComes()
    {
        auto [later, resolver] = defer<int>();
        auto async = sum(after(std::move(later)), 1);
        QVERIFY(!async.isReady());
        resolver.resolve(41);
        QVERIFY(!async.isReady()); // only in the loop, never inside resolve()
        QTRY_VERIFY(async.isReady());
        QCOMPARE(async.take(), 42);
    }

    void comesHomeFromAnotherThread()
    {
        auto [later, resolver] = defer<int>();
        std::optional<int> noted;
        note(after(std::move(later)), noted);
        std::thread([r = std::move(resolver)]() mutable { r.resolve(5); }).join();
        QVERIFY(!noted); // the other thread doesn't run our coroutine
        QTRY_COMPARE(noted.value_or(0), 5);
    }

    void aDroppedResolverCancels()
    {
        auto pair = defer<int>();
        std::optional<Resolver<int>> resolver(std::move(pair.second));
        auto async = after(std::move(pair.first));
        resolver.reset();
        QCOMPARE(await(std::move(async)), -1);
    }

    void aDroppedAsyncRunsToItsEndAndFreesItself()
    {
        int alive = 0;
        auto [later, resolver] = defer<int>();
        {
            const auto dropped = holding(Witness(alive), std::move(later));
            QVERIFY(!dropped.isReady());
        }
        QCOMPARE(alive, 1);
        resolver.resolve(1);
        QTRY_COMPARE(alive, 0);
    }

    void aTakenAsyncFreesWhatItHeld()
    {
        int alive = 0;
        auto [later, resolver] = defer<int>();
        auto async = holding(Witness(alive), std::move(later));
        resolver.resolve(1);
        QCOMPARE(await(std::move(async)), 2);
        QCOMPARE(alive, 0);
    }

    void aDroppedDeferredLeavesItsResolverHarmless()
    {
        auto pair = defer<int>();
        std::optional<Deferred<int>> later(std::move(pair.first));
        later.reset();
        pair.second.resolve(1);
        QCoreApplication::processEvents();
    }

    void aDeferredThatCameFirstDoesNotWait()
    {
        auto [later, resolver] = defer<int>();
        resolver.resolve(9);
        QTRY_VERIFY(later.await_ready());
        auto async = after(std::move(later));
        QVERIFY(async.isReady());
        QCOMPARE(async.take(), 9);
    }

    void awaitsFutures_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("that will finish") << 0;
        QTest::newRow("that has finished") << 1;
        QTest::newRow("that fails") << 2;
        QTest::newRow("that throws") << 3;
    }

    void awaitsFutures()
    {
        QFETCH(int, kind);
        const QFuture<Result<int>> future = QtConcurrent::run([kind]() -> Result<int> {
            if (kind == 3)
                throw std::runtime_error("in the pool");
            if (kind == 2)
                return failure(ErrorKind::Io, QStringLiteral("test"), QString());
            return 12;
        });
        if (kind == 1)
            QTRY_VERIFY(future.isFinished());
        QCOMPARE(await(after(awaitFuture(future))), kind < 2 ? 12 : -1);
    }

    void aThousandThreadsWorthOfAnswersComeHome()
    {
        constexpr int count = 1'000;
        int sumOfAll = 0;
        std::vector<Async<int>> pending;
        for (int i = 0; i < count; ++i)
            pending.push_back(
                    after(awaitFuture(QtConcurrent::run([i]() -> Result<int> { return i; }))));
        for (auto &one : pending)
            sumOfAll += await(std::move(one));
        QCOMPARE(sumOfAll, count * (count - 1) / 2);
    }
};

QTEST_GUILESS_MAIN(TestAsync)
#include "tst_async.moc"
