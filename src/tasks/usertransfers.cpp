// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/usertransfers.h"

#include "base/futureawaiter.h"
#include "tasks/taskengine.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrentRun>

namespace frontdesk {

namespace {

tl::unexpected<Error> unavailable()
{
    return failure(ErrorKind::Unavailable, QStringLiteral("unavailable"),
                   QStringLiteral("The database is not open."));
}

Async<Result<Task>> submit(QPointer<TaskEngine> engine, const char *kind, const QJsonObject &params)
{
    if (!engine)
        co_return unavailable();
    TaskDraft draft;
    draft.kind = kind;
    draft.params = QJsonDocument(params).toJson(QJsonDocument::Compact);
    auto submitted = co_await engine->submit(std::move(draft));
    if (!submitted)
        co_return failure(submitted.error());
    co_return std::move(submitted->task);
}

// No members: they must not use a UserTransfers after its end.

Async<Result<Task>> importCopy(QPointer<TaskEngine> engine, TaskFiles files, QString path,
                               UserFormat format, bool atomic, qint64 mostBytes)
{
    const auto making = QtConcurrent::run([files, path, mostBytes]() -> Result<bool> {
        const qint64 bytes = QFileInfo(path).size();
        if (const auto checked = checkImportSize(bytes, mostBytes); !checked)
            return failure(checked.error());
        return files.roomFor(bytes);
    });
    const auto room = co_await awaitFuture(making);
    if (!room)
        co_return failure(room.error());
    const QString name = TaskFiles::newUpload(format);
    auto copying = copyFile(path, files.path(name), NewFile::IfThere::Keep);
    const auto copied = co_await copying;
    if (!copied)
        co_return failure(copied.error());
    const QJsonObject params { { QStringLiteral("file"), name },
                               { QStringLiteral("atomic"), atomic } };
    auto task = co_await submit(engine, "import_users", params);
    if (!task)
        QFile::remove(files.path(name));
    co_return task;
}

} // namespace

UserTransfers::UserTransfers(TaskEngine *engine, UserStore &users, TaskFiles files,
                             qint64 mostBytes)
    : m_engine(engine)
    , m_users(&users)
    , m_files(std::move(files))
    , m_mostBytes(mostBytes)
{ }

bool UserTransfers::isAvailable() const
{
    return m_engine != nullptr;
}

Async<Result<UserPreview>> UserTransfers::preview(QString path,
                                                  std::optional<UserFormat> format) const
{
    const auto reading = QtConcurrent::run(previewUsers, std::move(path), format, m_mostBytes);
    co_return co_await awaitFuture(reading);
}

Async<Result<ImportForecast>> UserTransfers::foresee(QString path, UserFormat format,
                                                     std::stop_token stop) const
{
    if (!m_engine || !m_users)
        return Result<ImportForecast>(unavailable());
    return foreseeImport(*m_users, std::move(path), format, std::move(stop));
}

Async<Result<Task>> UserTransfers::importFile(QString path, UserFormat format, bool atomic) const
{
    if (!m_files)
        return Result<Task>(unavailable());
    return importCopy(m_engine, *m_files, std::move(path), format, atomic, m_mostBytes);
}

Async<Result<Task>> UserTransfers::exportUsers(UserFormat format) const
{
    const auto name = toString(format);
    const QJsonObject params { { QStringLiteral("format"),
                                 QLatin1String(name.data(), qsizetype(name.size())) } };
    return submit(m_engine, "export_users", params);
}

Async<Result<Task>> UserTransfers::task(qint64 id) const
{
    return m_engine ? m_engine->waitFor(id, {}) : Result<Task>(unavailable());
}

Async<Result<Task>> UserTransfers::cancel(qint64 id) const
{
    return m_engine ? m_engine->cancel(id) : Result<Task>(unavailable());
}

Async<Result<qint64>> UserTransfers::saveFile(const Task &task, QString path, CopyWatch watch) const
{
    const auto product = m_files ? m_files->productOf(task) : std::nullopt;
    if (!product)
        return Result<qint64>(failure(ErrorKind::NotFound, QStringLiteral("file_not_found"),
                                      QStringLiteral("This task has made no file.")));
    return copyFile(product->path, std::move(path), NewFile::IfThere::Replace, std::move(watch));
}

} // namespace frontdesk
