// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <string_view>
#include <utility>

namespace frontdesk {

/// A body that is too large for memory, in a file without a name: nothing is left
/// of it when its last holder goes, or the program dies. Whoever wants it to
/// outlive that gives it a name with keepAs().
///
/// Written by one thread, then read by any. append() and read() go through the
/// system's page cache; pieces of 64 KiB are fine in a server thread.
class BodyFile
{
public:
    /// In @p folder. Errors: Io "spool_failed", here and below where the disk is
    /// full or fails.
    static Result<BodyFile> create(const QString &folder);

    BodyFile(BodyFile &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_size(other.m_size)
    { }
    BodyFile &operator=(BodyFile &&) = delete;
    ~BodyFile();

    Result<void> append(std::string_view bytes);

    qint64 size() const { return m_size; }
    /// At most @p count bytes from @p offset; fewer at the end, none behind it.
    Result<QByteArray> read(qint64 offset, qint64 count) const;

    /// Makes it last as @p path, which must not exist: once this returns, content
    /// and name survive a power cut; a crash before leaves the whole file there or
    /// nothing but `<path>.part`. Blocks until the disk has it: not for a server
    /// thread.
    Result<void> keepAs(const QString &path) const;

private:
    explicit BodyFile(int descriptor)
        : m_descriptor(descriptor)
    { }

    bool copyTo(const QByteArray &path) const;

    int m_descriptor;
    qint64 m_size = 0;
};

} // namespace frontdesk
