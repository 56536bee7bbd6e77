// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/user.h"
#include "base/userencoder.h"

#include <QList>
#include <QString>

#include <vector>

namespace frontdesk {

/// Users as a client of the server would get them, one after the other.
QString usersText(const QList<User> &users, UserFormat format);

/// People who don't exist, at example.org; @p count of them, 100 at most, with an
/// e-mail address each of its own.
std::vector<UserDraft> sampleUsers(int count);

} // namespace frontdesk
