-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What an atomic import of several transactions has created so far, a range of
-- users for each: they are taken back unless the whole import gets to its end.
CREATE TABLE import_notes (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    journal  TEXT    NOT NULL,
    first_id INTEGER NOT NULL,
    last_id  INTEGER NOT NULL
) STRICT;
