// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/userstore.h"
#include "storetest.h"
#include "support/await.h"

#include <string>
#include <utility>
#include <vector>

namespace frontdesk {

inline UserDraft draft(int number)
{
    const std::string digits = std::to_string(number);
    return { "User \"" + digits + "\"", "user" + digits + "@example.org" };
}

/// Users by their number or name.
class UserStoreTest : public StoreTest
{
    Q_OBJECT

protected:
    /// All at once, as many clients would.
    std::vector<Result<User>> createAll(int first, int count)
    {
        std::vector<Async<Result<User>>> pending;
        for (int number = first; number < first + count; ++number)
            pending.push_back(users().create(draft(number)));
        std::vector<Result<User>> results;
        results.reserve(pending.size());
        for (auto &one : pending)
            results.push_back(await(std::move(one)));
        return results;
    }
    User add(const std::string &name)
    {
        const auto user = await(users().create({ name, name + "@example.org" }));
        return user ? *user : User();
    }
};

} // namespace frontdesk
