-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- NULL: not changed since it was created.
ALTER TABLE users ADD COLUMN updated_at INTEGER;

-- The bytewise order of pages. A search for a prefix reads both texts of many
-- rows, so they are both in here.
CREATE INDEX users_by_name ON users (name, id, email);
CREATE INDEX users_by_email_bytes ON users (email, name);

-- What was answered to a request that carried an Idempotency-Key, written in one
-- transaction with what the request did.
CREATE TABLE answers (
    id          INTEGER PRIMARY KEY,
    key         TEXT    NOT NULL UNIQUE,
    fingerprint TEXT    NOT NULL,
    status      INTEGER NOT NULL,
    fields      TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    expires_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX answers_by_expiry ON answers (expires_at);
