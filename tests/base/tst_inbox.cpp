// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"

#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <thread>
#include <vector>

using namespace frontdesk;

class TestInbox : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_inbox = makeEventLoopInbox(); }

    void runsInTheOrderOfPosts()
    {
        std::vector<int> ran;
        for (int i = 0; i < 100; ++i)
            m_inbox->post([&ran, i] { ran.push_back(i); });
        QVERIFY(ran.empty());
        QTRY_COMPARE(ran.size(), size_t(100));
        QVERIFY(std::is_sorted(ran.begin(), ran.end()));
    }

    void runsWhatIsPostedMeanwhile()
    {
        int depth = 0;
        m_inbox->post([this, &depth] {
            ++depth;
            m_inbox->post([&depth] { ++depth; });
        });
        QTRY_COMPARE(depth, 2);
    }

    void losesNothingFromManyThreads()
    {
        constexpr int threadCount = 4, posts = 5'000;
        std::vector<std::vector<int>> ran(threadCount);
        std::vector<std::thread> threads;
        for (int thread = 0; thread < threadCount; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < posts; ++i)
                    m_inbox->post([&mine = ran[size_t(thread)], i] { mine.push_back(i); });
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        for (const auto &mine : ran) {
            QTRY_COMPARE(mine.size(), size_t(posts));
            QVERIFY(std::is_sorted(mine.begin(), mine.end())); // each thread's own order
        }
    }

    void wakesALoopThatSleeps()
    {
        QThread *const here = QThread::currentThread();
        QThread *ranIn = nullptr;
        std::thread poster;
        // Posted from outside when this loop has nothing else to do.
        QTimer::singleShot(0, this, [&] {
            poster = std::thread(
                    [&] { m_inbox->post([&ranIn] { ranIn = QThread::currentThread(); }); });
        });
        QTRY_COMPARE(ranIn, here);
        poster.join();
    }

    void belongsToTheThreadThatSetIt()
    {
        Inbox::setCurrent(m_inbox);
        QCOMPARE(Inbox::current(), m_inbox);
        std::thread([] { QVERIFY(!Inbox::current()); }).join();
        Inbox::setCurrent(nullptr);
        QVERIFY(!Inbox::current());
    }

    void anEventLoopHasNoRounds()
    {
        struct Asker final : Inbox::RoundEnd
        {
            void roundEnded() override { QFAIL("nobody promised this call"); }
        } asker;
        QVERIFY(!m_inbox->callAtRoundEnd(asker));
    }

private:
    std::shared_ptr<Inbox> m_inbox;
};

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
