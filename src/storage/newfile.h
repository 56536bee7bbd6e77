// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"

#include <QString>

#include <tl/expected.hpp>

#include <utility>

namespace frontdesk {

/// A file that is written under another name first and takes its own when it is
/// whole and durable, in one step; one that never gets so far is removed. For its
/// owner alone (0600). It has a name from the start because SQLite wants one.
/// Errors are errno's.
class NewFile
{
public:
    enum class IfThere { Keep, Replace };

    /// In @p folder, under a name that nobody uses. Those that a killed process left
    /// there are removed before.
    static tl::expected<NewFile, int> inFolder(const QString &folder);
    /// At @p path; what a crash left there is removed before.
    static tl::expected<NewFile, int> at(const QString &path);

    NewFile(NewFile &&other) noexcept
        : m_file(std::move(other.m_file))
        , m_path(std::exchange(other.m_path, {}))
    { }
    NewFile &operator=(NewFile &&) = delete;
    ~NewFile();

    QString path() const { return m_path; }
    int descriptor() const { return m_file.number(); }
    qint64 size() const;

    /// Syncs it, gives it the name @p path in the same folder and syncs that. With
    /// IfThere::Keep a file of that name stays, and the error is EEXIST.
    tl::expected<void, int> become(const QString &path, IfThere ifThere);

private:
    NewFile(Descriptor file, QString path)
        : m_file(std::move(file))
        , m_path(std::move(path))
    { }

    Descriptor m_file;
    QString m_path; ///< empty: it has its name, and stays
};

/// Makes durable which files @p folder has.
tl::expected<void, int> syncFolder(const QString &folder);

/// "No space left on device."
QString errnoText(int errorNumber);

} // namespace frontdesk
