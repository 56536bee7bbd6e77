// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/user.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <string>

namespace frontdesk {

enum class UserOrder { Id, Name, Email };

/// A place in an order of the users, whether there is a user at it or not. Texts
/// are compared byte by byte, equal ones by id.
struct UserPlace
{
    std::string text; ///< in order of id: empty
    qint64 id = 0;

    static UserPlace of(const User &user, UserOrder order)
    {
        switch (order) {
        case UserOrder::Name:
            return { user.name, user.id };
        case UserOrder::Email:
            return { user.email, user.id };
        case UserOrder::Id:
            break;
        }
        return { {}, user.id };
    }

    bool operator==(const UserPlace &) const = default;
};

/// Which users, and in which order.
struct UserQuery
{
    UserOrder order = UserOrder::Id;
    bool descending = false;
    int limit = 100; ///< 1 and up
    /// Only users whose name or e-mail begins with it, ASCII case aside; empty: all.
    std::string prefix;
    std::optional<UserPlace> after; ///< the page begins behind it
    bool counted = false; ///< asks for UserPage::total

    bool operator==(const UserQuery &) const = default;
};

struct UserPage
{
    QList<User> users;
    bool more = false; ///< there are users behind the last of these
    std::optional<qint64> total; ///< users that the query is about, on all its pages
};

/// A page, written down.
struct WrittenUserPage
{
    QByteArray text;
    std::optional<UserPlace> next; ///< users that follow lie behind it; none: there are none
    std::optional<qint64> total; ///< as in a UserPage
};

} // namespace frontdesk
