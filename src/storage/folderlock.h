// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <utility>

namespace frontdesk {

/// One instance per data folder: an flock(2) on `frontdesk.lock` in it, held as
/// long as this lives and let go by the system when the process dies.
class FolderLock
{
public:
    /// Makes the folder where it is missing. Errors: Busy "already_running" with
    /// the holder's process id in its sentence, Io "unreadable".
    static Result<FolderLock> acquire(const QString &folder);

    FolderLock(FolderLock &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
    { }
    FolderLock &operator=(FolderLock &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~FolderLock();

private:
    explicit FolderLock(int descriptor)
        : m_descriptor(descriptor)
    { }

    int m_descriptor;
};

} // namespace frontdesk
