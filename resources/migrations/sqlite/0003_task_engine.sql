-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Durations are milliseconds. A repeated task is a row each time: `series` is
-- the id of the first (null in it), `slot_at` when it was due by its timetable,
-- which a retry moves `due_at` away from. A child is `held` until its parent lets
-- it go; `input` is then what stands for "$previous" in its params.
ALTER TABLE tasks ADD COLUMN timeout INTEGER;
ALTER TABLE tasks ADD COLUMN every INTEGER;
ALTER TABLE tasks ADD COLUMN series INTEGER;
ALTER TABLE tasks ADD COLUMN slot_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN unique_key TEXT;
ALTER TABLE tasks ADD COLUMN notify_url TEXT;
ALTER TABLE tasks ADD COLUMN delay INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN input TEXT;

-- The engine keeps what is due in memory: nobody asked this index.
DROP INDEX tasks_due;

DROP INDEX tasks_by_parent;
CREATE INDEX tasks_by_parent ON tasks (parent, position) WHERE parent IS NOT NULL;

CREATE INDEX tasks_by_series ON tasks (series) WHERE series IS NOT NULL;

CREATE UNIQUE INDEX tasks_unique ON tasks (kind, unique_key)
    WHERE unique_key IS NOT NULL
        AND state IN ('scheduled', 'queued', 'running', 'retrying', 'cancelling');

-- What may be forgotten, oldest first; children go with their parent.
CREATE INDEX tasks_ended ON tasks (ended_at) WHERE ended_at IS NOT NULL AND parent IS NULL;
