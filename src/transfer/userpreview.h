// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/userreader.h"

#include <QString>

#include <optional>
#include <vector>

namespace frontdesk {

/// The first rows of a file as an import would read them.
struct UserPreview
{
    static constexpr size_t mostRows = 100;

    UserFormat format = UserFormat::Csv;
    qint64 bytes = 0; ///< of the whole file
    std::vector<UserRow> rows;
    bool more = false; ///< there is something behind these rows
    /// What follows these rows can't be read.
    std::optional<Error> unreadable;
};

/// What a file probably is, by its name and its first bytes. These count for more
/// where they say something: many a .json has an object a line.
UserFormat guessUserFormat(const QString &name, std::string_view head);

/// TooLarge "file_too_large", with what to do, for more than @p mostBytes.
Result<void> checkImportSize(qint64 bytes, qint64 mostBytes);

/// Looks into a file; @p format none: it is guessed. Reads no more than the rows need,
/// one that is too long for an import at most. Blocks.
///
/// Errors: NotFound "no_file", Io "file_unreadable" (a folder or a device, too),
/// Malformed "empty_file", TooLarge "file_too_large" for one of more than @p mostBytes.
Result<UserPreview> previewUsers(const QString &path, std::optional<UserFormat> format,
                                 qint64 mostBytes);

} // namespace frontdesk
