// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/transferroutes.h"

#include "base/futureawaiter.h"
#include "server/bodyfile.h"
#include "server/filesource.h"
#include "server/limits.h"
#include "server/queryparameters.h"
#include "server/routetable.h"
#include "server/taskanswers.h"
#include "storage/newfile.h"
#include "tasks/taskengine.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtConcurrentRun>

#include <cerrno>

#include <unistd.h>

namespace frontdesk {

namespace {

/// What a body is, by its Content-Type.
Result<UserFormat> formatOf(const Request &request)
{
    if (request.hasType("text/csv"))
        return UserFormat::Csv;
    if (request.hasType("application/json"))
        return UserFormat::Json;
    if (request.hasType("application/x-ndjson") || request.hasType("application/ndjson")
        || request.hasType("application/jsonl"))
        return UserFormat::NdJson;
    return failure(ErrorKind::UnsupportedType, QStringLiteral("users_required"),
                   QStringLiteral("Send users with one of the headers Content-Type: text/csv, "
                                  "Content-Type: application/json (an array) and Content-Type: "
                                  "application/x-ndjson (an object a line)."));
}

Result<bool> truthOf(const Request &request, const char *key)
{
    const auto parameters = QueryParameters::parse(request.query(), { key });
    if (!parameters)
        return failure(parameters.error());
    const std::string_view text = parameters->text(key).value_or("false");
    if (text == "true" || text == "false")
        return text == "true";
    return failure(ErrorKind::Malformed, QStringLiteral("bad_query"),
                   QStringLiteral("%1 must be true or false.").arg(QLatin1String(key)));
}

Error noBody()
{
    return { ErrorKind::Malformed,
             QStringLiteral("body_required"),
             QStringLiteral("The body is empty; users are expected."),
             {} };
}

Error noFile()
{
    return { ErrorKind::NotFound,
             QStringLiteral("file_not_found"),
             QStringLiteral("This task has made no file."),
             {} };
}

tl::unexpected<Error> noRoom()
{
    return failure(ErrorKind::Io, QStringLiteral("spool_failed"),
                   QStringLiteral("The server has no room on its disk for a body of that size."));
}

Result<bool> writeUpload(const QByteArray &body, const QString &path)
{
    auto file = NewFile::inFolder(QFileInfo(path).path());
    if (!file)
        return noRoom();
    for (qsizetype done = 0; done < body.size();) {
        const ssize_t count
                = ::write(file->descriptor(), body.constData() + done, size_t(body.size() - done));
        if (count < 0 && errno != EINTR)
            return noRoom();
        done += std::max<ssize_t>(count, 0);
    }
    if (!file->become(path, NewFile::IfThere::Keep))
        return noRoom();
    return true;
}

/// Makes the body of @p request last under @p name. In the pool: it waits for the disk.
Async<Result<bool>> keepUpload(TaskFiles files, QString name, const Request &request)
{
    const auto keeping = QtConcurrent::run([files, path = files.path(name), body = request.body(),
                                            file = request.file()]() -> Result<bool> {
        if (auto room = files.roomFor(file ? file->size() : body.size()); !room)
            return room;
        if (!file)
            return writeUpload(body, path);
        const auto kept = file->keepAs(path);
        return kept ? Result<bool>(true) : failure(kept.error());
    });
    co_return co_await awaitFuture(keeping);
}

TaskDraft draftOf(const char *kind, const QJsonObject &params)
{
    TaskDraft draft;
    draft.kind = kind;
    draft.params = QJsonDocument(params).toJson(QJsonDocument::Compact);
    return draft;
}

} // namespace

TransferRoutes::TransferRoutes(TaskEngine &engine, TaskStore &store, TaskFiles files)
    : m_engine(engine)
    , m_store(store)
    , m_files(std::move(files))
{ }

void TransferRoutes::addTo(RouteTable &routes)
{
    routes.add(
            Method::Post, "/users/import", [this](Request r) { return importUsers(std::move(r)); },
            RouteTrait::TakesFile);
    routes.add(Method::Post, "/users/export",
               [this](Request r) { return exportUsers(std::move(r)); });
    routes.add(Method::Get, "/tasks/{id}/file", [this](Request r) { return file(std::move(r)); });
}

Async<Reply> TransferRoutes::importUsers(Request request)
{
    const auto format = formatOf(request);
    if (!format)
        co_return Reply::problem(format.error());
    const auto atomic = truthOf(request, "atomic");
    if (!atomic)
        co_return Reply::problem(atomic.error());
    if (request.body().isEmpty() && !request.file())
        co_return Reply::problem(noBody());
    const QString name = TaskFiles::newUpload(*format);
    const auto kept = co_await keepUpload(m_files, name, request);
    if (!kept)
        co_return Reply::problem(kept.error());
    const QJsonObject params { { QStringLiteral("file"), name },
                               { QStringLiteral("atomic"), *atomic } };
    auto submitted = co_await m_engine.submit(draftOf("import_users", params));
    if (!submitted)
        QFile::remove(m_files.path(name));
    auto reply = submittedReply(m_engine, std::move(request), std::move(submitted));
    co_return co_await reply;
}

Async<Reply> TransferRoutes::exportUsers(Request request)
{
    const auto parameters = QueryParameters::parse(request.query(), { "format" });
    if (!parameters)
        co_return Reply::problem(parameters.error());
    const std::string format(parameters->text("format").value_or("csv"));
    const QJsonObject params { { QStringLiteral("format"), QString::fromStdString(format) } };
    auto submitted = co_await m_engine.submit(draftOf("export_users", params));
    auto reply = submittedReply(m_engine, std::move(request), std::move(submitted));
    co_return co_await reply;
}

Async<Reply> TransferRoutes::file(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(taskNotFound());
    const auto task = co_await m_store.find(*id);
    if (!task)
        co_return Reply::problem(task.error());
    const auto product = m_files.productOf(*task);
    auto source = product ? FileSource::open(product->path) : nullptr;
    if (!source)
        co_return Reply::problem(noFile());
    co_return Reply::stream(std::move(source), product->mediaType)
            .header("Content-Disposition",
                    "attachment; filename=\"" + product->fileName.toStdString() + '"');
}

} // namespace frontdesk
