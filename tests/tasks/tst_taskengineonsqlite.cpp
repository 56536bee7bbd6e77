// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "support/await.h"
#include "support/fakeclock.h"
#include "tasks/taskengine.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

TaskDraft sleepDraft(int seconds)
{
    TaskDraft draft;
    draft.kind = "sleep";
    draft.params = "{\"seconds\":" + QByteArray::number(seconds) + '}';
    return draft;
}

/// One run of a program: a database and an engine on it.
class Run
{
public:
    bool start(const QString &path, const Clock &clock)
    {
        auto opened = Database::openSqlite(path, clock);
        if (!opened)
            return false;
        m_database = std::move(*opened);
        TaskOptions options;
        options.recheck = 5ms;
        m_engine = std::make_unique<TaskEngine>(m_database->tasks(), clock, TaskKinds::builtIn(),
                                                options);
        QSignalSpy started(m_engine.get(), &TaskEngine::started);
        m_engine->start();
        return started.wait();
    }
    bool stop()
    {
        QSignalSpy stopped(m_engine.get(), &TaskEngine::stopped);
        m_engine->stop();
        const bool ended = stopped.wait();
        crash();
        return ended;
    }
    /// Nothing is put back or stored any more.
    void crash()
    {
        m_engine.reset();
        m_database.reset();
    }

    qint64 submit(const TaskDraft &draft)
    {
        const auto task = await(m_engine->submit(draft));
        return task ? task->task.id : 0;
    }
    Task task(qint64 id)
    {
        const auto found = await(m_database->tasks().find(id));
        return found ? *found : Task();
    }
    bool has(qint64 id, TaskState state) { return task(id).state == state; }

    TaskEngine &engine() { return *m_engine; }

private:
    std::unique_ptr<Database> m_database;
    std::unique_ptr<TaskEngine> m_engine;
};

} // namespace

class TestTaskEngineOnSqlite : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init();

    void runsTasks();
    void survivesACrash();
    void survivesAStop();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("frontdesk.db")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
};

void TestTaskEngineOnSqlite::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestTaskEngineOnSqlite::runsTasks()
{
    Run run;
    QVERIFY(run.start(path(), m_clock));
    std::vector<Async<Result<TaskInsertion>>> submitted;
    for (int i = 0; i < 200; ++i)
        submitted.push_back(run.engine().submit(sleepDraft(2)));
    QList<qint64> ids;
    for (auto &answer : submitted) {
        const auto task = await(std::move(answer));
        QVERIFY(task);
        ids.append(task->task.id);
    }
    QTRY_VERIFY(run.has(ids.last(), TaskState::Running));
    m_clock.advance(2s);
    for (const qint64 id : ids) {
        const auto task = await(run.engine().waitFor(id, 1h));
        QVERIFY(task);
        QVERIFY(task->state == TaskState::Completed);
        QCOMPARE(task->attempts.size(), 1);
    }
    QVERIFY(run.stop());
}

void TestTaskEngineOnSqlite::survivesACrash()
{
    Run first;
    QVERIFY(first.start(path(), m_clock));
    const qint64 startMs = m_clock.wallMs();
    const qint64 over = first.submit(sleepDraft(5));
    const qint64 halfway = first.submit(sleepDraft(60));
    TaskDraft draft = sleepDraft(1);
    draft.delayMs = 40'000;
    const qint64 later = first.submit(draft);
    QTRY_VERIFY(first.has(halfway, TaskState::Running));
    first.crash();

    m_clock.advance(30s);
    Run second;
    QVERIFY(second.start(path(), m_clock));
    QTRY_VERIFY(second.has(over, TaskState::Completed));
    QTRY_VERIFY(second.has(halfway, TaskState::Running));
    QVERIFY(second.has(later, TaskState::Scheduled));
    QCOMPARE(second.task(halfway).rescued, 1);
    QCOMPARE(second.task(halfway).attempt, 1);

    m_clock.advance(10s);
    QTRY_VERIFY(second.has(later, TaskState::Running));
    m_clock.advance(20s);
    QTRY_VERIFY(second.has(halfway, TaskState::Completed));
    QTRY_VERIFY(second.has(later, TaskState::Completed));
    QCOMPARE(second.task(halfway).endedAtMs, std::optional(startMs + 60'000));
    QVERIFY(second.stop());
}

void TestTaskEngineOnSqlite::survivesAStop()
{
    Run first;
    QVERIFY(first.start(path(), m_clock));
    const qint64 id = first.submit(sleepDraft(60));
    QTRY_VERIFY(first.has(id, TaskState::Running));
    QVERIFY(first.stop());

    Run second;
    QVERIFY(second.start(path(), m_clock));
    QTRY_VERIFY(second.has(id, TaskState::Running));
    QCOMPARE(second.task(id).rescued, 0);
    QCOMPARE(second.task(id).attempt, 1);
    m_clock.advance(60s);
    QTRY_VERIFY(second.has(id, TaskState::Completed));
    QVERIFY(second.stop());
}

QTEST_GUILESS_MAIN(TestTaskEngineOnSqlite)
#include "tst_taskengineonsqlite.moc"
