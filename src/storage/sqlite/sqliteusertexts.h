// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/userencoder.h"
#include "storage/sqlite/sqliteconnection.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <mutex>
#include <optional>

namespace frontdesk {

/// The text of a small user table in each format that was asked for, kept until
/// anybody writes to the database. What is kept is compared with the file itself
/// (PRAGMA data_version), so that it is never older than an acknowledged write,
/// whichever program made it. Any thread; a call takes a few microseconds.
class SqliteUserTexts
{
public:
    /// No longer text is kept: three of them are the most that this takes.
    static constexpr qsizetype longest = 1 << 20;

    struct Found
    {
        std::optional<QByteArray> text;
        /// Of the database, for keep(); nullopt: can't be told now.
        std::optional<qint64> version;
    };

    explicit SqliteUserTexts(QString path)
        : m_path(std::move(path))
    { }

    /// The table's text, if it is known and still true.
    Found find(UserFormat format);
    /// @p text was read after find() had returned @p version.
    void keep(UserFormat format, const QByteArray &text, qint64 version);

private:
    struct Kept
    {
        QByteArray text;
        qint64 version = 0;
    };

    std::optional<qint64> version();

    const QString m_path;
    std::mutex m_mutex; // guards what follows
    /// One for all, since versions mean something on one connection only.
    std::optional<SqliteConnection> m_connection;
    std::array<std::optional<Kept>, userFormatCount> m_kept;
};

} // namespace frontdesk
