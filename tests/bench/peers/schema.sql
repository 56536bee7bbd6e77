-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the peers store: the users as Frontdesk does, of a task what they need.

CREATE TABLE IF NOT EXISTS users (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    email      TEXT    NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000)
) STRICT;

CREATE UNIQUE INDEX IF NOT EXISTS users_by_email ON users (email COLLATE NOCASE);

CREATE TABLE IF NOT EXISTS tasks (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    params     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    due_at     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
