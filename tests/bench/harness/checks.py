# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server must answer before its speed means anything: the same for all of them."""
import tempfile
from pathlib import Path

from .client import Client
from .database import rows
from .servers import Running


class Wrong(Exception):
    pass


def _expect(condition, what):
    if not condition:
        raise Wrong(what)


def _shown(user):
    """Without what a server shows beyond the tutorial's keys."""
    return {key: user[key] for key in ("id", "name", "email")}


def _check_fixed(server, client):
    live = client.ask("GET", "/livez")
    _expect(live.status == 200 and isinstance(live.json, dict), f"GET /livez: {live}")
    for path in ("/nothing", "/user/999999"):
        missing = client.ask("GET", path)
        _expect(missing.status == 404 and missing.json.get("error"), f"GET {path}: {missing}")
    _expect(client.ask("GET", "/users").json == [], "GET /users of an empty table is no []")
    _expect(rows(server, "PRAGMA journal_mode") == [("wal",)], "the journal is not a write-ahead log")


def _check_users(server, client):
    users = []
    for i in range(3):
        draft = {"name": f"Zoë {i}", "email": f"zoe{i}@check.example"}
        added = client.ask("POST", "/add-user", draft)
        _expect(added.status == 200, f"POST /add-user: {added}")
        user = _shown(added.json["user"])
        _expect(added.json["message"] == "User created" and user == {"id": user["id"], **draft},
                f"POST /add-user: {added}")
        _expect(rows(server, "SELECT name, email FROM users WHERE id = ?", user["id"])
                == [(draft["name"], draft["email"])], "a user was acknowledged and not committed")
        with Client(server.port) as another:
            found = another.ask("GET", f"/user/{user['id']}")
        _expect(found.status == 200 and _shown(found.json) == user, f"GET /user/{user['id']}: {found}")
        _expect(found.headers["Content-Type"].startswith("application/json"), "JSON that isn't named so")
        users.append(user)
    listed = client.ask("GET", "/users")
    _expect(listed.status == 200 and [_shown(u) for u in listed.json] == users, f"GET /users: {listed}")


def _check_refusals(server, client):
    before = rows(server, "SELECT count(*) FROM users")
    refused = {
        "a duplicate": {"name": "Zoë", "email": "ZOE1@check.example"},
        "no e-mail": {"name": "Zoë"},
        "no name": {"name": "", "email": "other@check.example"},
        "51 letters": {"name": "z" * 51, "email": "other@check.example"},
        "half of JSON": b'{"name":',
    }
    for what, body in refused.items():
        answer = client.ask("POST", "/add-user", body)
        expected = (409,) if what == "a duplicate" else (400, 422)
        _expect(answer.status in expected and answer.json.get("error"), f"{what}: {answer}")
    _expect(rows(server, "SELECT count(*) FROM users") == before, "something refused was stored")


def _check_tasks(server, client):
    started = client.ask("GET", "/start-task")
    _expect(started.status == 200 and started.json["message"] == "Task started",
            f"GET /start-task: {started}")
    _expect(len(rows(server, "SELECT 1 FROM tasks WHERE id = ?", started.json["task"]["id"])) == 1,
            "a task was acknowledged and not committed")


def check(program, scratch):
    """Raises Wrong. @p scratch: a folder on the disk that is measured."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder, \
            Running(program, Path(folder) / "data") as server, Client(server.port) as client:
        for part in (_check_fixed, _check_users, _check_refusals, _check_tasks):
            part(server, client)
