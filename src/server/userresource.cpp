// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/userresource.h"

#include "base/futureawaiter.h"
#include "base/jsonwriter.h"
#include "base/userencoder.h"
#include "server/idempotency.h"
#include "server/preconditions.h"
#include "server/routetable.h"
#include "storage/userstore.h"

#include <QtConcurrentRun>

#include <optional>
#include <type_traits>
#include <utility>

namespace frontdesk {

namespace {

constexpr qsizetype largestBatch = 10'000;
// Half a millisecond of work or so.
constexpr qsizetype longBody = 16 << 10, longList = 256;
constexpr std::string_view mergePatchType = "application/merge-patch+json";

Error userNotFound()
{
    return {
        ErrorKind::NotFound, QStringLiteral("user_not_found"), QStringLiteral("User not found"), {}
    };
}

Reply userReply(const User &user, int status = 200)
{
    JsonWriter json(256);
    writeResource(json, user);
    return Reply::json(json.bytes(), status).header("ETag", entityTag(user.version));
}

Reply createdReply(const User &user)
{
    return userReply(user, 201).header("Location", "/users/" + std::to_string(user.id));
}

/// The drafts of a batch. Errors: those of jsonArray(), and Invalid, with an entry
/// for each field of each draft that is wrong, its place before the field: "3.email".
Result<std::vector<UserDraft>> draftsFrom(const QByteArray &text, int maxDepth)
{
    const auto parsed = jsonArray(text, maxDepth);
    if (!parsed)
        return failure(parsed.error());
    const QJsonArray &array = *parsed;
    if (array.size() > largestBatch)
        return failure(ErrorKind::Invalid, QStringLiteral("too_many"),
                       QStringLiteral("A batch takes %1 users at most; this one has %2.")
                               .arg(largestBatch)
                               .arg(array.size()));
    std::vector<UserDraft> drafts;
    drafts.reserve(size_t(array.size()));
    QList<FieldError> errors;
    qsizetype bad = 0;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QJsonValue element = array[i];
        auto draft = element.isObject()
                ? UserDraft::fromJson(element.toObject())
                : failure({ ErrorKind::Invalid,
                            {},
                            {},
                            { { QString(), QStringLiteral("wrong_type"),
                                QStringLiteral("It must be a JSON object.") } } });
        if (draft) {
            drafts.push_back(std::move(*draft));
            continue;
        }
        ++bad;
        for (FieldError &error : draft.error().fields) {
            const QString place = QString::number(i);
            error.field = error.field.isEmpty() ? place : place + u'.' + error.field;
            errors.append(std::move(error));
        }
    }
    if (bad > 0)
        return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"),
                         QStringLiteral("%1 of %2 users are not valid; none was stored.")
                                 .arg(bad)
                                 .arg(array.size()),
                         std::move(errors) });
    return drafts;
}

/// Calls @p work, in the pool where it @p isLong: other clients of this server
/// thread don't wait for it then.
template <typename Work, typename Outcome = std::invoke_result_t<Work>>
Async<Outcome> perform(Work work, bool isLong)
{
    if (!isLong)
        co_return work();
    const auto future = QtConcurrent::run(std::move(work));
    co_return co_await awaitFuture(future);
}

} // namespace

UserResource::UserResource(UserStore &users, Idempotency &idempotency)
    : m_users(users)
    , m_idempotency(idempotency)
{ }

void UserResource::addTo(RouteTable &routes)
{
    routes.add(Method::Post, "/users", [this](Request r) { return create(std::move(r)); });
    routes.add(Method::Post, "/users/batch", [this](Request r) { return createAll(std::move(r)); });
    routes.add(Method::Get, "/users/{id}", [this](Request r) { return read(std::move(r)); });
    routes.add(Method::Put, "/users/{id}", [this](Request r) { return replace(std::move(r)); });
    routes.add(Method::Patch, "/users/{id}", [this](Request r) { return patch(std::move(r)); });
    routes.add(Method::Delete, "/users/{id}", [this](Request r) { return remove(std::move(r)); });
}

Async<Reply> UserResource::create(Request request)
{
    const auto body = request.jsonBody();
    if (!body)
        co_return Reply::problem(body.error());
    auto draft = UserDraft::fromJson(*body);
    if (!draft)
        co_return Reply::problem(draft.error());
    const auto ticket = m_idempotency.begin(request);
    if (!ticket)
        co_return Idempotency::refusal(ticket.error());
    const Request::DatabaseSpan span(request);
    if (ticket->hasKey()) {
        auto once = ticket->once<User>([](const User &user) { return createdReply(user); });
        co_return Idempotency::reply(
                co_await m_users.createOnce(std::move(*draft), std::move(once)));
    }
    const auto user = co_await m_users.create(std::move(*draft));
    co_return user ? createdReply(*user) : Reply::problem(user.error());
}

Async<Reply> UserResource::createAll(Request request)
{
    const auto text = request.jsonText();
    if (!text)
        co_return Reply::problem(text.error());
    auto parsing = perform(
            [text = *text, depth = request.maxJsonDepth()] { return draftsFrom(text, depth); },
            text->size() > longBody);
    auto drafts = co_await parsing;
    if (!drafts)
        co_return Reply::problem(drafts.error());
    const auto ticket = m_idempotency.begin(request);
    if (!ticket)
        co_return Idempotency::refusal(ticket.error());
    std::optional<Request::DatabaseSpan> span(std::in_place, request);
    if (ticket->hasKey()) {
        auto once = ticket->once<QList<User>>([](const QList<User> &users) {
            return Reply::json(written(users, UserFormat::Json), 201);
        });
        co_return Idempotency::reply(
                co_await m_users.createAllOnce(std::move(*drafts), std::move(once)));
    }
    const auto users = co_await m_users.createAll(std::move(*drafts));
    span.reset();
    if (!users)
        co_return Reply::problem(users.error());
    auto rendering = perform(
            [users = *users]() -> Result<QByteArray> { return written(users, UserFormat::Json); },
            users->size() > longList);
    auto body = co_await rendering;
    co_return body ? Reply::json(std::move(*body), 201) : Reply::problem(body.error());
}

Async<Reply> UserResource::read(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(userNotFound());
    const auto precondition = preconditionOf(request);
    if (!precondition)
        co_return Reply::problem(precondition.error());
    const Request::DatabaseSpan span(request);
    const auto user = co_await m_users.find(*id);
    if (!user)
        co_return Reply::problem(user.error());
    if (precondition->match && !precondition->match->contains(user->version))
        co_return Reply::problem({ ErrorKind::PreconditionFailed,
                                   QStringLiteral("precondition_failed"),
                                   QStringLiteral("The user is at another version."),
                                   {} });
    if (!precondition->allows(user->version))
        co_return Reply::empty(304).header("ETag", entityTag(user->version));
    co_return userReply(*user);
}

Async<Reply> UserResource::replace(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(userNotFound());
    auto precondition = preconditionOf(request);
    if (!precondition)
        co_return Reply::problem(precondition.error());
    const auto body = request.jsonBody();
    if (!body)
        co_return Reply::problem(body.error());
    auto draft = UserDraft::fromJson(*body);
    if (!draft)
        co_return Reply::problem(draft.error());
    const Request::DatabaseSpan span(request);
    auto patch = UserPatch::of(std::move(*draft));
    const auto user = co_await m_users.update(*id, std::move(patch), std::move(*precondition));
    co_return user ? userReply(*user) : Reply::problem(user.error());
}

Async<Reply> UserResource::patch(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(userNotFound());
    auto precondition = preconditionOf(request);
    if (!precondition)
        co_return Reply::problem(precondition.error());
    // Other JSON types may mean something else: application/json-patch+json does.
    if (!request.hasType(mergePatchType) && !request.hasType("application/json"))
        co_return Reply::problem(
                { ErrorKind::UnsupportedType,
                  QStringLiteral("merge_patch_required"),
                  QStringLiteral("Send a JSON merge patch, with the header Content-Type: "
                                 "application/merge-patch+json."),
                  {} })
                .header("Accept-Patch", mergePatchType);
    const auto body = request.jsonBody();
    if (!body)
        co_return Reply::problem(body.error());
    auto patch = UserPatch::fromJson(*body);
    if (!patch)
        co_return Reply::problem(patch.error());
    const Request::DatabaseSpan span(request);
    const auto user = co_await m_users.update(*id, std::move(*patch), std::move(*precondition));
    co_return user ? userReply(*user) : Reply::problem(user.error());
}

Async<Reply> UserResource::remove(Request request)
{
    const auto id = request.id(0);
    if (!id)
        co_return Reply::problem(userNotFound());
    auto precondition = preconditionOf(request);
    if (!precondition)
        co_return Reply::problem(precondition.error());
    const Request::DatabaseSpan span(request);
    const auto user = co_await m_users.remove(*id, std::move(*precondition));
    co_return user ? Reply::empty(204) : Reply::problem(user.error());
}

} // namespace frontdesk
