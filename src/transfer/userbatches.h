// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/userreader.h"

#include <QIODevice>

#include <memory>
#include <utility>
#include <vector>

namespace frontdesk {

/// Some rows of a file.
struct UserBatch
{
    std::vector<UserDraft> drafts;
    std::vector<qint64> lines; ///< of the drafts, in their order
    std::vector<std::pair<qint64, QList<FieldError>>> failed; ///< rows that are no users
    qint64 begin = 0, bytes = 0; ///< of the file that had been read before and by now
    bool last = false;
    std::optional<Error> unreadable; ///< behind these rows; then it is the last batch
};

/// A file of users, some rows at a time. Blocks while it reads; one thread at a time.
class UserBatches
{
public:
    /// @p file is open for reading, random access where rewind() is needed.
    UserBatches(std::unique_ptr<QIODevice> file, UserFormat format);

    /// At least @p rows of them, and no more than stand in the 64 KiB with the last;
    /// fewer at the end. Io where the file can't be read from.
    Result<UserBatch> next(size_t rows);
    /// To the beginning.
    Result<void> rewind();

    qint64 size() const { return m_file->size(); }

private:
    void take(UserRow &&row);
    void start();

    const std::unique_ptr<QIODevice> m_file;
    const UserFormat m_format;
    std::unique_ptr<UserReader> m_reader;
    UserBatch m_batch;
    qint64 m_bytes = 0;
};

} // namespace frontdesk
