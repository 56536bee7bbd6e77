// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/await.h"
#include "support/fakeclock.h"
#include "support/memorytaskstore.h"
#include "tasks/sleepkind.h"
#include "tasks/taskengine.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <memory>
#include <utility>

namespace frontdesk {

using Call = MemoryTaskStore::Call;

inline const Error busy { ErrorKind::Busy, QStringLiteral("busy"), QStringLiteral("locked"), {} };

/// For failures that can be read.
inline QByteArray name(TaskState state)
{
    const auto text = toString(state);
    return QByteArray(text.data(), qsizetype(text.size()));
}

inline TaskDraft draftOf(std::string kind)
{
    TaskDraft draft;
    draft.kind = std::move(kind);
    return draft;
}

inline TaskDraft sleepDraft(double seconds)
{
    TaskDraft draft = draftOf("sleep");
    draft.params = "{\"seconds\":" + QByteArray::number(seconds) + '}';
    return draft;
}

/// A sleep that waits for its turn, since there is a limit of them.
inline TaskDraft napDraft(double seconds)
{
    TaskDraft draft = sleepDraft(seconds);
    draft.kind = "nap";
    return draft;
}

/// A kind whose work is one expression, called with its TaskContext.
class InlineKind final : public TaskKind
{
public:
    using Work = std::function<Async<Result<QByteArray>>(TaskContext &)>;

    InlineKind(std::string_view name, Work work, int attempts = 1)
        : m_name(name)
        , m_work(std::move(work))
        , m_attempts(attempts)
    { }
    std::string_view name() const override { return m_name; }
    int maxAttempts() const override { return m_attempts; }
    Result<QJsonObject> check(const QJsonObject &params) const override { return params; }
    Async<Result<QByteArray>> run(TaskContext &context) const override { return m_work(context); }

private:
    std::string_view m_name;
    Work m_work;
    int m_attempts;
};

/// See napDraft().
class NapKind final : public TaskKind
{
public:
    std::string_view name() const override { return "nap"; }
    int maxConcurrency() const override { return 1000; }
    Result<QJsonObject> check(const QJsonObject &params) const override
    {
        return m_sleep.check(params);
    }
    Async<Result<QByteArray>> run(TaskContext &context) const override
    {
        return m_sleep.run(context);
    }

private:
    SleepKind m_sleep;
};

/// A store and an engine on it, with a clock of their own. Kinds and options may
/// be changed until start().
struct Bench
{
    FakeClock clock;
    MemoryTaskStore store { clock };
    TaskKinds kinds = TaskKinds::builtIn();
    TaskOptions options;
    std::unique_ptr<TaskEngine> engine;

    Bench()
    {
        kinds.add(std::make_unique<NapKind>());
        options.recheck = std::chrono::milliseconds(5);
        options.maxConcurrency = 1000;
    }
    ~Bench() { stop(); }

    void addKind(std::string_view name, InlineKind::Work work, int attempts = 1)
    {
        kinds.add(std::make_unique<InlineKind>(name, std::move(work), attempts));
    }

    bool start()
    {
        engine = std::make_unique<TaskEngine>(store, clock, std::move(kinds), options);
        QSignalSpy started(engine.get(), &TaskEngine::started);
        engine->start();
        return QTest::qWaitFor([&started] { return started.size() == 1; });
    }
    bool stop()
    {
        if (!engine)
            return true;
        QSignalSpy stopped(engine.get(), &TaskEngine::stopped);
        engine->stop();
        const bool ended = QTest::qWaitFor([&stopped] { return stopped.size() == 1; }, 20'000);
        engine.reset();
        return ended;
    }

    /// The task's id, when the engine's thread has heard of it.
    qint64 submit(const TaskDraft &draft)
    {
        const auto submitted = await(engine->submit(draft));
        (void)await(engine->waitFor(-1, std::chrono::hours(1))); // comes after it
        return submitted ? submitted->task.id : 0;
    }
    QByteArray state(qint64 id) const { return name(store.task(id).state); }
};

} // namespace frontdesk
