// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/backupkind.h"

#include "base/futureawaiter.h"
#include "base/jsonwriter.h"
#include "storage/database.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

namespace frontdesk {

namespace {

constexpr qint64 reportIntervalMs = 100;

} // namespace

Async<Result<QByteArray>> BackupKind::run(TaskContext &context) const
{
    const QString name = TaskFiles::newBackup(context.taskId());
    const BackupOrder order { m_files.path(name), true };
    // From the pool: a report comes home before the end does, so the context is there.
    const auto watch = [stop = context.stopToken(), home = Inbox::current(), &context,
                        last = QElapsedTimer()](qint64 done, qint64 total) mutable {
        if (stop.stop_requested())
            return false;
        if (!last.isValid() || last.elapsed() >= reportIntervalMs || done == total) {
            last.start();
            home->post([&context, done, total] { context.progress(done, total); });
        }
        return true;
    };
    const auto work = QtConcurrent::run(
            [&database = m_database, order, watch] { return database.backUp(order, watch); });
    const auto report = co_await awaitFuture(work);
    if (!report) {
        Error error = report.error();
        error.detail.replace(order.file, name); // no path of this machine
        co_return failure(std::move(error));
    }
    JsonWriter json;
    json.beginObject().key("file").value(name).key("bytes").value(report->bytes).endObject();
    co_return json.bytes();
}

} // namespace frontdesk
