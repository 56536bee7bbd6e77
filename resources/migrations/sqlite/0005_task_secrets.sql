-- SPDX-FileCopyrightText: 2026 The Frontdesk developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What is masked in `params`: a JSON object to lay over them for an attempt, apart
-- so that whoever shows a task has nothing to hide. Gone once it has completed.
ALTER TABLE tasks ADD COLUMN secrets TEXT;
