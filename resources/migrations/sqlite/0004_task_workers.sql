-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Who may have running tasks: a program run each, and when it last said that it
-- lives. Whoever isn't here is dead.
CREATE TABLE task_workers (
    name    TEXT    NOT NULL PRIMARY KEY,
    beat_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
