// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/taskroutes.h"

#include "base/jsonwriter.h"
#include "server/queryparameters.h"
#include "server/routetable.h"
#include "server/taskanswers.h"
#include "server/taskstatsjson.h"
#include "storage/taskstore.h"
#include "tasks/taskengine.h"

#include <QUrl>

#include <limits>
#include <string>

namespace frontdesk {

namespace {

// What the tutorial's background task does.
constexpr char tutorialParams[] = R"({"seconds":5})";

Result<TaskQuery> taskQuery(const Request &request)
{
    const auto parameters = QueryParameters::parse(request.query(),
                                                   { "state", "kind", "parent", "limit", "after" });
    if (!parameters)
        return failure(parameters.error());
    TaskQuery query;
    if (const auto state = parameters->text("state")) {
        query.state = taskStateFromString(*state);
        if (!query.state)
            return failure(ErrorKind::Malformed, QStringLiteral("bad_query"),
                           QStringLiteral("%1 is not a state of a task.")
                                   .arg(QString::fromStdString(std::string(*state))));
    }
    query.kind = parameters->text("kind").value_or("");
    const auto limit = parameters->number("limit", 1, 1000, query.limit);
    const auto after = parameters->number("after", 1, std::numeric_limits<qint64>::max(), 0);
    const auto parent = parameters->number("parent", 1, std::numeric_limits<qint64>::max(), 0);
    if (!limit || !after || !parent)
        return failure(!limit ? limit.error() : !after ? after.error() : parent.error());
    if (*parent > 0)
        query.parent = *parent;
    query.limit = int(*limit);
    query.before = *after; // newest first: what comes after an id is below it
    return query;
}

/// A Link to the page behind @p lastId (RFC 8288), the other query keys kept.
std::string nextPage(const TaskQuery &query, qint64 lastId)
{
    std::string link = "</tasks?limit=" + std::to_string(query.limit);
    if (query.state)
        link.append("&state=").append(toString(*query.state));
    if (!query.kind.empty())
        link.append("&kind=").append(
                QUrl::toPercentEncoding(QString::fromStdString(query.kind)).toStdString());
    if (query.parent)
        link.append("&parent=").append(std::to_string(*query.parent));
    return link + "&after=" + std::to_string(lastId) + ">; rel=\"next\"";
}

} // namespace

TaskRoutes::TaskRoutes(TaskEngine &engine, TaskStore &store)
    : m_engine(engine)
    , m_store(store)
{ }

void TaskRoutes::addTo(RouteTable &routes)
{
    routes.add(
            Method::Get, "/start-task", [this](Request r) { return startTask(std::move(r)); },
            RouteTrait::ChangesState);
    routes.add(Method::Post, "/tasks", [this](Request r) { return submit(std::move(r)); });
    routes.add(Method::Get, "/tasks", [this](Request r) { return list(std::move(r)); });
    routes.add(Method::Get, "/tasks/{id}", [this](Request r) { return task(std::move(r)); });
    routes.add(Method::Get, "/tasks/stats", [this](Request r) { return stats(std::move(r)); });
    routes.add(Method::Post, "/tasks/{id}/cancel",
               [this](Request r) { return cancel(std::move(r)); });
    routes.add(Method::Post, "/tasks/{id}/retry",
               [this](Request r) { return retry(std::move(r)); });
}

Async<Reply> TaskRoutes::startTask(Request request)
{
    TaskDraft draft;
    draft.kind = "sleep";
    draft.params = QByteArrayLiteral(tutorialParams);
    const Request::DatabaseSpan span(request);
    const auto submitted = co_await m_engine.submit(std::move(draft));
    if (!submitted)
        co_return Reply::problem(submitted.error());
    const Task *const task = &submitted->task;
    JsonWriter json;
    json.beginObject().key("message").value("Task started").key("task").beginObject();
    json.key("id")
            .value(task->id)
            .key("state")
            .value(toString(task->state))
            .endObject()
            .endObject();
    co_return Reply::json(json.bytes());
}

Async<Reply> TaskRoutes::submit(Request request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return Reply::problem(body.error());
    auto submitted = co_await m_engine.submit(*body);
    auto reply = submittedReply(m_engine, std::move(request), std::move(submitted));
    co_return co_await reply;
}

Async<Reply> TaskRoutes::list(Request request)
{
    const auto query = taskQuery(request);
    if (!query)
        co_return Reply::problem(query.error());
    const auto tasks = co_await m_store.list(*query);
    if (!tasks)
        co_return Reply::problem(tasks.error());
    JsonWriter json(tasks->size() * 512 + 2);
    json.beginArray();
    for (const Task &task : *tasks)
        writeJson(json, task);
    json.endArray();
    auto reply = Reply::json(json.bytes());
    if (tasks->size() == query->limit)
        reply = std::move(reply).header("Link", nextPage(*query, tasks->last().id));
    co_return reply;
}

Async<Reply> TaskRoutes::task(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(taskNotFound());
    const auto task = co_await m_store.find(*id);
    co_return task ? Reply::json(toJson(*task)) : Reply::problem(task.error());
}

Async<Reply> TaskRoutes::stats(Request)
{
    const auto stats = co_await m_store.stats();
    co_return stats ? Reply::json(toJson(*stats)) : Reply::problem(stats.error());
}

Async<Reply> TaskRoutes::cancel(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(taskNotFound());
    const auto task = co_await m_engine.cancel(*id);
    if (!task)
        co_return Reply::problem(task.error());
    co_return isFinal(task->state) ? taskReply(*task, 200) : acceptedReply(*task);
}

Async<Reply> TaskRoutes::retry(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(taskNotFound());
    const auto task = co_await m_engine.restart(*id);
    co_return task ? acceptedReply(*task) : Reply::problem(task.error());
}

} // namespace frontdesk
