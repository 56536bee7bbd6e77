-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- A database as the first version left it. It stays as it is: every later version
-- must be able to open it.
CREATE TABLE users (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    email      TEXT    NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL DEFAULT (unixepoch() * 1000)
) STRICT;

-- NOCASE folds ASCII letters only, as the contract says.
CREATE UNIQUE INDEX users_by_email ON users (email COLLATE NOCASE);

CREATE TABLE tasks (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT    NOT NULL,
    params         TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('scheduled', 'queued', 'running', 'retrying',
                                                     'cancelling', 'completed', 'failed', 'cancelled')),
    priority       INTEGER NOT NULL DEFAULT 0,
    due_at         INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    started_at     INTEGER,
    ended_at       INTEGER,
    attempt        INTEGER NOT NULL DEFAULT 0,
    max_attempts   INTEGER NOT NULL DEFAULT 1,
    rescued        INTEGER NOT NULL DEFAULT 0,
    parent         INTEGER REFERENCES tasks (id) ON DELETE CASCADE,
    worker         TEXT,
    progress_done  INTEGER NOT NULL DEFAULT 0,
    progress_total INTEGER NOT NULL DEFAULT 0,
    progress_text  TEXT    NOT NULL DEFAULT '',
    result         TEXT,
    error          TEXT
) STRICT;

CREATE INDEX tasks_by_state ON tasks (state, id);
CREATE INDEX tasks_by_kind ON tasks (kind, id);
CREATE INDEX tasks_by_parent ON tasks (parent) WHERE parent IS NOT NULL;
-- Who goes next.
CREATE INDEX tasks_due ON tasks (priority DESC, due_at, id)
    WHERE state IN ('scheduled', 'queued', 'retrying');

-- One row for each time a worker began a task. An attempt that was rescued or
-- put back does not count: the one after it has the same number.
CREATE TABLE task_attempts (
    id         INTEGER PRIMARY KEY,
    task       INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    attempt    INTEGER NOT NULL,
    worker     TEXT    NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    error      TEXT
) STRICT;

CREATE INDEX task_attempts_by_task ON task_attempts (task);

PRAGMA application_id = 1181893739;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;

INSERT INTO users (id, name, email, version, created_at) VALUES
    (1, 'Geek', 'geeks@gfg.org', 1, 1790000000123),
    (2, 'Zoë', 'Zoe@example.org', 1, 1790000001000),
    (3, '👩‍🚀 ' || printf('%.*c', 46, '"'), 'o''hara+%_\@' || printf('%.*c', 89, 'x'), 7, 0),
    (4, 'Gone', 'gone@example.org', 1, 1790000002000);
DELETE FROM users WHERE id = 4;

INSERT INTO tasks (id, kind, params, state, due_at, created_at, started_at, ended_at, attempt) VALUES
    (1, 'sleep', '{"seconds":5}', 'completed', 1790000003000, 1790000003000, 1790000003001,
     1790000008001, 1);
INSERT INTO task_attempts (task, attempt, worker, started_at, ended_at) VALUES
    (1, 1, 'desk/1', 1790000003001, 1790000008001);

-- One in each state, with all that a task may have.
INSERT INTO tasks (id, kind, params, state, priority, due_at, created_at, started_at, ended_at, attempt,
                   max_attempts, rescued, parent, worker, progress_done, progress_total,
                   progress_text, result, error) VALUES
    (2, 'sleep', '{"seconds":0}', 'scheduled', -5, 4102444800000, 1790000004000, NULL, NULL, 0, 1, 0, NULL, NULL,
     0, 0, '', NULL, NULL),
    (3, 'sleep', '{"seconds":1.5}', 'queued', 9, 1790000004000, 1790000004000, NULL, NULL, 0, 3, 0, NULL, NULL,
     0, 0, '', NULL, NULL),
    (4, 'sleep', '{"seconds":2}', 'running', 0, 1790000004000, 1790000004000, 1790000004001, NULL, 1, 1, 1, 3,
     'desk/2', 1, 2, 'half', NULL, NULL),
    (5, 'sleep', '{"seconds":3}', 'retrying', 0, 1790000009000, 1790000004000, 1790000004001, NULL, 1, 5, 0, NULL,
     NULL, 0, 3, '', NULL, 'It failed: "once" it''s said'),
    (6, 'sleep', '{"seconds":4}', 'cancelling', 0, 1790000004000, 1790000004000, 1790000004001, NULL, 1, 1, 0, NULL,
     'desk/2', 0, 4, '', NULL, NULL),
    (7, 'sleep', '{"seconds":0}', 'failed', 0, 1790000004000, 1790000004000, 1790000004001, 1790000004002, 1, 1, 0,
     NULL, NULL, 0, 0, 'ü
two lines', NULL, 'no'),
    (8, 'sleep', '{"seconds":0}', 'cancelled', 0, 1790000004000, 1790000004000, NULL, 1790000004002, 0, 1, 0, NULL,
     NULL, 0, 0, '', '{"a":[1,null]}', NULL);
INSERT INTO task_attempts (task, attempt, worker, started_at, ended_at, error) VALUES
    (4, 1, 'desk/1', 1790000004000, 1790000004001, 'The process ended'),
    (4, 1, 'desk/2', 1790000004001, NULL, NULL),
    (7, 1, 'desk/1', 1790000004001, 1790000004002, 'no');
