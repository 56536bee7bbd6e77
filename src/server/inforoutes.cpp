// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/inforoutes.h"

#include "server/routetable.h"
#include "storage/userstore.h"

namespace frontdesk {

namespace {

constexpr char frontPage[] = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Frontdesk</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42em; margin: 3em auto; padding: 0 1em }
code { font-family: ui-monospace, monospace }
td { padding: .2em 1.5em .2em 0; vertical-align: top }
</style>
</head>
<body>
<h1>Frontdesk</h1>
<p>A backend runs here: users in a durable database, background tasks, every request seen.</p>
<table>
<tr><td><a href="/users"><code>GET /users</code></a></td><td>all users</td></tr>
<tr><td><code>GET /user/&lt;id&gt;</code></td><td>one user</td></tr>
<tr><td><code>POST /add-user</code></td><td>adds a user: <code>{"name": …, "email": …}</code></td></tr>
<tr><td><code>POST /users</code>, <code>POST /users/batch</code></td><td>adds one user, or up to 10,000</td></tr>
<tr><td><code>GET</code>, <code>PUT</code>, <code>PATCH</code>, <code>DELETE /users/&lt;id&gt;</code></td><td>one user as a resource</td></tr>
<tr><td><a href="/users?limit=20&amp;sort=name"><code>GET /users?limit=20&amp;sort=name&amp;q=a</code></a></td><td>users page by page, in order, by prefix</td></tr>
<tr><td><code>POST /users/import</code>, <code>POST /users/export</code></td><td>users from and to a file, as tasks</td></tr>
<tr><td><code>GET /start-task</code></td><td>starts a task of 5 seconds</td></tr>
<tr><td><a href="/tasks"><code>GET /tasks</code></a></td><td>background tasks, newest first</td></tr>
<tr><td><code>GET /tasks/&lt;id&gt;</code></td><td>one task</td></tr>
<tr><td><code>POST /tasks</code></td><td>starts a task: <code>{"kind": "sleep", "params": {"seconds": 2}}</code></td></tr>
<tr><td><a href="/events"><code>GET /events</code></a></td><td>what happens, as server-sent events</td></tr>
<tr><td><a href="/livez"><code>GET /livez</code></a>, <a href="/readyz"><code>/readyz</code></a></td><td>health</td></tr>
</table>
</body>
</html>
)";

} // namespace

InfoRoutes::InfoRoutes(UserStore &users)
    : m_users(users)
{ }

void InfoRoutes::addTo(RouteTable &routes)
{
    routes.add(Method::Get, "/", [](Request) -> Async<Reply> {
        return Reply::text(QByteArrayLiteral(frontPage),
                           QByteArrayLiteral("text/html; charset=utf-8"));
    });
    routes.add(Method::Get, "/livez", [](Request) -> Async<Reply> {
        return Reply::json(QByteArrayLiteral(R"({"status":"ok"})"));
    });
    routes.add(Method::Get, "/readyz", [this](Request r) { return ready(std::move(r)); });
}

Async<Reply> InfoRoutes::ready(Request)
{
    // No user has id 0: a read that finds none has reached the database.
    const auto user = co_await m_users.find(0);
    if (!user && user.error().kind != ErrorKind::NotFound)
        co_return Reply::problem(user.error());
    co_return Reply::json(QByteArrayLiteral(R"({"status":"ok"})"));
}

} // namespace frontdesk
