// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskengine.h"

#include "base/deferred.h"
#include "storage/taskstore.h"
#include "tasks/schedulerdoor.h"
#include "tasks/taskdraftreader.h"
#include "tasks/taskscheduler.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QSysInfo>
#include <QThread>

#include <optional>
#include <utility>

namespace frontdesk {

namespace {

/// What the calls from other threads need; their coroutines share it, for they
/// may still wait for the store when the engine has gone.
struct Reception
{
    TaskStore &store;
    const TaskKinds kinds;
    const TaskOptions options;
    const QByteArray worker;
    SchedulerDoor door {};
};

auto unavailable()
{
    return failure(ErrorKind::Unavailable, QStringLiteral("tasks_unavailable"),
                   QStringLiteral("Frontdesk takes no tasks while it starts or stops."));
}

/// As it was accepted: what a client is told who asked for it to be queued.
void showAsAccepted(Task &task)
{
    if (task.state != TaskState::Running)
        return;
    task.state = TaskState::Queued;
    task.attempt = 0;
    task.startedAtMs.reset();
}

/// One program run: "desk:4711:5f2c91aa".
QByteArray makeWorkerName()
{
    return QSysInfo::machineHostName().toUtf8() + ':'
            + QByteArray::number(QCoreApplication::applicationPid()) + ':'
            + QByteArray::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, '0');
}

} // namespace

/// The scheduler's thread.
class TaskEngine::Private final : public QThread
{
public:
    Private(TaskEngine &engine, TaskStore &store, const Clock &clock, TaskKinds kinds,
            TaskOptions options)
        : reception(new Reception { store, std::move(kinds), std::move(options), makeWorkerName() })
        , m_engine(engine)
        , m_clock(clock)
    {
        setObjectName(QStringLiteral("tasks"));
    }

    const std::shared_ptr<Reception> reception;
    TaskScheduler::Watch watch = [](const Task &, bool) {};
    std::optional<Error> startError; ///< read it when the thread has finished
    bool begun = false; ///< from start() to its end
    bool stopping = false;

private:
    void run() override
    {
        Inbox::setCurrent(makeEventLoopInbox());
        TaskScheduler scheduler(
                { reception->store, m_clock, reception->kinds, reception->options,
                  reception->worker,
                  [this](auto batch, auto taken) { deliver(std::move(batch), std::move(taken)); },
                  watch });
        connect(&scheduler, &TaskScheduler::started, &scheduler, [this] {
            reception->door.open();
            QMetaObject::invokeMethod(&m_engine, &TaskEngine::started, Qt::QueuedConnection);
        });
        connect(&scheduler, &TaskScheduler::failed, &scheduler, [this](const Error &error) {
            startError = error;
            quit();
        });
        connect(&scheduler, &TaskScheduler::ended, &scheduler, [this] { quit(); });
        if (reception->door.attach(scheduler)) {
            scheduler.start();
            exec();
        }
        reception->door.detach();
        Inbox::setCurrent(nullptr);
    }

    void deliver(QList<Task> batch, std::function<void()> taken)
    {
        QMetaObject::invokeMethod(
                &m_engine,
                [this, batch = std::move(batch), taken = std::move(taken)] {
                    emit m_engine.tasksChanged(batch);
                    taken();
                },
                Qt::QueuedConnection);
    }

    TaskEngine &m_engine;
    const Clock &m_clock;
};

TaskEngine::TaskEngine(TaskStore &store, const Clock &clock, TaskKinds kinds, TaskOptions options,
                       QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, store, clock, std::move(kinds), std::move(options)))
{
    connect(d.get(), &QThread::finished, this, [this] {
        d->wait(); // for its last instructions
        d->begun = false;
        if (d->startError && !d->stopping)
            emit failed(*d->startError);
        else
            emit stopped();
    });
}

TaskEngine::~TaskEngine()
{
    d->quit();
    d->wait(); // it has ended, or ends with the present turn of its loop
}

void TaskEngine::setWatch(TaskScheduler::Watch watch)
{
    d->watch = std::move(watch);
}

void TaskEngine::start()
{
    d->begun = true;
    d->start();
}

void TaskEngine::stop()
{
    d->stopping = true;
    d->reception->door.stop([](TaskScheduler &scheduler) { scheduler.stop(); });
    if (!d->begun)
        QMetaObject::invokeMethod(this, &TaskEngine::stopped, Qt::QueuedConnection);
}

void TaskEngine::allowWaiting(bool allowed)
{
    d->reception->door.pass(
            [allowed](TaskScheduler &scheduler) { scheduler.allowWaiting(allowed); });
}

const TaskKinds &TaskEngine::kinds() const
{
    return d->reception->kinds;
}

Async<Result<TaskInsertion>> TaskEngine::submit(TaskDraft draft)
{
    return insert(d->reception->kinds.check(std::move(draft)));
}

Async<Result<TaskInsertion>> TaskEngine::submit(const QJsonObject &body)
{
    return insert(readTaskDraft(body, d->reception->kinds));
}

Async<Result<TaskInsertion>> TaskEngine::insert(Result<TaskDraft> checked)
{
    const auto reception = d->reception;
    if (!checked)
        co_return failure(std::move(checked.error()));
    if (!reception->door.isOpen())
        co_return unavailable();
    // What needs no turn is stored as running: one transaction less.
    const bool atOnce = checked->delayMs == 0
            && reception->kinds.maxConcurrency(checked->kind, reception->options) == 0;
    const QByteArray worker = atOnce ? reception->worker : QByteArray();
    auto stored = co_await reception->store.insert(std::move(*checked), worker);
    if (stored && !stored->existing) {
        // If the door has closed meanwhile, the next start will run it.
        reception->door.pass(
                [stored = *stored](TaskScheduler &scheduler) { scheduler.accept(stored); });
        showAsAccepted(stored->task);
    }
    co_return stored;
}

Async<Result<Task>> TaskEngine::cancel(qint64 id)
{
    const auto reception = d->reception;
    auto [changed, resolver] = defer<Task>();
    if (!reception->door.pass([id, r = std::move(resolver)](TaskScheduler &scheduler) mutable {
            scheduler.cancel(id, std::move(r));
        }))
        co_return unavailable();
    co_return co_await changed;
}

Async<Result<Task>> TaskEngine::restart(qint64 id)
{
    const auto reception = d->reception;
    auto [changed, resolver] = defer<Task>();
    if (!reception->door.pass([id, r = std::move(resolver)](TaskScheduler &scheduler) mutable {
            scheduler.restart(id, std::move(r));
        }))
        co_return unavailable();
    co_return co_await changed;
}

Async<Result<Task>> TaskEngine::waitFor(qint64 id, std::chrono::milliseconds atMost)
{
    const auto reception = d->reception;
    auto [ended, resolver] = defer<void>();
    if (reception->door.pass(
                [id, atMost, r = std::move(resolver)](TaskScheduler &scheduler) mutable {
                    scheduler.wait(id, atMost, std::move(r));
                }))
        co_await ended;
    // Who doesn't wait may be the window, which must not read where it is called.
    if (atMost <= std::chrono::milliseconds::zero())
        co_return co_await reception->store.read(id);
    co_return co_await reception->store.find(id);
}

} // namespace frontdesk
