// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backupcommands.h"

#include "app/controlclient.h"
#include "app/datafolder.h"
#include "app/interrupts.h"
#include "app/progressline.h"
#include "base/futureawaiter.h"
#include "storage/database.h"
#include "storage/sqlite/sqlitebackup.h"
#include "storage/sqlite/sqliterestore.h"

#include <QDir>
#include <QLocale>
#include <QtConcurrentRun>

namespace frontdesk {

namespace {

QString absolute(const QString &file)
{
    return QDir::cleanPath(QDir::current().absoluteFilePath(file));
}

Result<qint64> askForBackup(ControlClient &running, const BackupOrder &order, ProgressLine &line)
{
    const auto answer = running.ask(QStringLiteral("backup"),
                                    { { QStringLiteral("file"), order.file },
                                      { QStringLiteral("replace"), order.replace } },
                                    [&line](qint64 done, qint64 total) { line.show(done, total); });
    if (!answer)
        return failure(answer.error());
    return answer->value(QLatin1String("bytes")).toInteger();
}

/// What shows how far it is and obeys Ctrl+C.
WorkWatch watchWith(ProgressLine &line)
{
    return [&line](qint64 done, qint64 total) {
        line.show(done, total);
        return !wasInterrupted();
    };
}

Async<Result<QJsonObject>> carryOut(Database &database, QJsonObject arguments,
                                    std::shared_ptr<ControlProgress> progress)
{
    const BackupOrder order { arguments.value(QLatin1String("file")).toString(),
                              arguments.value(QLatin1String("replace")).toBool() };
    if (!QDir::isAbsolutePath(order.file))
        co_return failure(ErrorKind::Invalid, QStringLiteral("bad_arguments"),
                          QStringLiteral("A backup wants the absolute path of a file."));
    const auto watch = [progress](qint64 done, qint64 total) {
        progress->done = done;
        progress->total = total;
        return !progress->cancelled;
    };
    const auto work = QtConcurrent::run(
            [&database, order, watch] { return database.backUp(order, watch); });
    const auto report = co_await awaitFuture(work);
    if (!report)
        co_return failure(report.error());
    co_return QJsonObject { { QStringLiteral("bytes"), report->bytes } };
}

} // namespace

Result<QString> backUp(const Settings &settings, const SubcommandCall &call)
{
    const BackupOrder order { absolute(call.operands.first()),
                              call.options.contains(QStringLiteral("force")) };
    auto access = DataFolder::reach(settings.dataFolder);
    if (!access)
        return failure(access.error());
    ProgressLine line;
    Result<qint64> bytes = 0;
    if (access->running) {
        bytes = askForBackup(*access->running, order, line);
    } else {
        catchInterrupts();
        bytes = backUpSqlite(DataFolder::databaseIn(settings.dataFolder), order, watchWith(line))
                        .map([](const BackupReport &report) { return report.bytes; });
    }
    line.clear();
    if (!bytes)
        return failure(bytes.error());
    return QStringLiteral("Backed up to %1 (%2 bytes).")
            .arg(order.file, QLocale::c().toString(*bytes));
}

Result<QString> restore(const Settings &settings, const SubcommandCall &call)
{
    const QString file = absolute(call.operands.first());
    const auto lock = FolderLock::acquire(settings.dataFolder);
    if (!lock && lock.error().kind == ErrorKind::Busy)
        return failure(ErrorKind::Busy, lock.error().code,
                       QStringLiteral("Cannot restore while Frontdesk runs on the data folder %1: "
                                      "stop it first.")
                               .arg(settings.dataFolder));
    if (!lock)
        return failure(lock.error());
    ProgressLine line;
    catchInterrupts();
    const auto report
            = restoreSqlite(DataFolder::databaseIn(settings.dataFolder), file, watchWith(line));
    line.clear();
    if (!report)
        return failure(report.error());
    const QString restored = QStringLiteral("Restored %1.").arg(file);
    return report->kept.isEmpty()
            ? restored
            : restored + QStringLiteral(" What was there before is kept as %1.").arg(report->kept);
}

ControlCommand backupCommand(Database &database)
{
    return [&database](QJsonObject arguments, std::shared_ptr<ControlProgress> progress) {
        return carryOut(database, std::move(arguments), std::move(progress));
    };
}

} // namespace frontdesk
