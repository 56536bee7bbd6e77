// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskfilesweep.h"

#include "base/futureawaiter.h"
#include "storage/taskstore.h"
#include "tasks/taskcontext.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrentRun>

#include <chrono>
#include <utility>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto interval = 10min;
constexpr int pageSize = 1000;

/// In the pool: a large file takes its time.
void removeLater(const TaskFiles &files, const QList<QString> &names)
{
    if (names.isEmpty())
        return;
    (void)QtConcurrent::run([files, names] {
        for (const QString &name : names)
            QFile::remove(files.path(name));
    });
}

} // namespace

TaskFileSweep::TaskFileSweep(TaskStore &store, TaskFiles files, std::chrono::milliseconds keepFor,
                             QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_files(std::move(files))
    , m_keepFor(keepFor)
{
    connect(&m_timer, &QTimer::timeout, this, [this] { (void)sweep(); });
    m_timer.start(interval);
}

TaskFileSweep::~TaskFileSweep()
{
    m_state->stopped = true;
}

void TaskFileSweep::note(const QList<Task> &changed)
{
    QList<QString> imported;
    for (const Task &task : changed) {
        if (task.kind != "import_users" || task.state != TaskState::Completed)
            continue;
        const QString name
                = QJsonDocument::fromJson(task.params).object().value(u"file").toString();
        if (TaskFiles::formatOfUpload(name))
            imported.append(name);
    }
    removeLater(m_files, imported);
}

/// The names of the files that tasks have.
Async<Result<QSet<QString>>> TaskFileSweep::keptBy(TaskStore &store, std::shared_ptr<State> state)
{
    QSet<QString> kept;
    for (const char *kind : { "import_users", "export_users", "backup" }) {
        TaskQuery query;
        query.kind = kind;
        query.limit = pageSize;
        for (bool more = true; more;) {
            if (state->stopped)
                co_return failure(TaskContext::stopped());
            const auto tasks = co_await store.list(query);
            if (!tasks)
                co_return failure(tasks.error());
            for (const Task &task : *tasks)
                kept.insert(TaskFiles::keptFor(task));
            more = tasks->size() == pageSize;
            if (more)
                query.before = tasks->last().id;
        }
    }
    co_return kept;
}

Async<Result<bool>> TaskFileSweep::sweep()
{
    const auto state = m_state;
    if (std::exchange(state->busy, true))
        co_return false;
    const TaskFiles files = m_files;
    TaskStore &store = m_store;
    // The files first: a task that is stored meanwhile is no reason to miss one.
    const auto listing
            = QtConcurrent::run([files, keepFor = m_keepFor]() -> Result<QList<QString>> {
                  return files.removable(keepFor);
              });
    auto names = co_await awaitFuture(listing);
    Result<bool> done = true;
    if (names && !names->isEmpty()) {
        const auto kept = co_await keptBy(store, state);
        if (kept) {
            names->removeIf([&kept](const QString &name) { return kept->contains(name); });
            removeLater(files, *names);
        } else {
            done = failure(kept.error());
        }
    }
    state->busy = false;
    co_return done;
}

} // namespace frontdesk
