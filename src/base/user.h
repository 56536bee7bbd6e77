// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace frontdesk {

class JsonWriter;

/// A row of the user table. Texts are valid UTF-8.
struct User
{
    qint64 id = 0; ///< 1 and up, never used twice
    std::string name;
    std::string email;
    qint64 version = 1; ///< grows with each change of the row
    qint64 createdAtMs = 0; ///< wall clock, UTC
    qint64 updatedAtMs = 0; ///< of its last change, or of its creation

    bool operator==(const User &) const = default;
};

/// ASCII case aside, as no two users have the same.
std::string foldedEmail(std::string email);

/// What a client may say of a user, checked: @c name has 1 to 50 code points,
/// @c email 3 to 100 of the form something@something, neither has control
/// characters, the e-mail no white space.
struct UserDraft
{
    std::string name;
    std::string email;

    /// Errors: Invalid, with one entry for each field that is wrong. Unknown keys
    /// are ignored.
    static Result<UserDraft> fromJson(const QJsonObject &object);
};

/// What a client wants changed in a user: what is not set stays. Checked as a
/// UserDraft is.
struct UserPatch
{
    std::optional<std::string> name;
    std::optional<std::string> email;

    static UserPatch of(UserDraft draft)
    {
        return { std::move(draft.name), std::move(draft.email) };
    }
    /// A merge patch (RFC 7396). null would take a field away that a user must
    /// have: Invalid, as whatever else does not validate.
    static Result<UserPatch> fromJson(const QJsonObject &patch);
};

/// {"id":…,"name":…,"email":…}: the tutorial's keys.
void writeUser(JsonWriter &json, qint64 id, std::string_view name, std::string_view email);
void writeJson(JsonWriter &json, const User &user);
QByteArray toJson(const User &user);

/// The tutorial's keys, then "version", "created_at" and "updated_at": a user as
/// a resource.
void writeResource(JsonWriter &json, const User &user);

} // namespace frontdesk
