// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/jsonwriter.h"

#include <QByteArray>
#include <QList>
#include <QtGlobal>

#include <optional>
#include <string>
#include <string_view>

namespace frontdesk {

struct User;

/// How a list of users is written down.
enum class UserFormat : quint8 {
    Json, ///< one array of objects
    Csv, ///< RFC 4180 with a header row, `id,name,email`
    NdJson, ///< an object a line
};
constexpr int userFormatCount = 3;

/// The value of Content-Type.
QByteArray mediaType(UserFormat format);

/// "json", "csv", "ndjson": its name in parameters and of files.
std::string_view toString(UserFormat format);
std::optional<UserFormat> userFormatFromString(std::string_view name);

/// Writes a list of users in one format, as a whole or piece by piece. Texts are
/// UTF-8 without a byte order mark and stay as they are: a name that begins with
/// `=` isn't changed for the sake of spreadsheets, so that what was exported can
/// be imported again.
class UserEncoder
{
public:
    explicit UserEncoder(UserFormat format);

    void add(qint64 id, std::string_view name, std::string_view email);
    /// After the last.
    void end();

    /// Bytes since the last take().
    qsizetype size() const;
    void reserve(qsizetype bytes);
    QByteArray take();

private:
    const UserFormat m_format;
    JsonWriter m_json { 0 };
    std::string m_csv;
};

/// Some of them as a whole: what UserEncoder writes, but in JSON as resources.
QByteArray written(const QList<User> &users, UserFormat format);

} // namespace frontdesk
