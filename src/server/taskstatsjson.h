// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/taskstore.h"

#include <QByteArray>

namespace frontdesk {

/// The body of `GET /tasks/stats`: how many tasks there are in each state, in all
/// and by kind, how often they were rescued, and how many ended in which state
/// within the last minute. Every state is named, with 0 where there is none.
QByteArray toJson(const TaskStats &stats);

} // namespace frontdesk
