// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QTemporaryFile>

#include <memory>

namespace frontdesk {

/// Bytes that nobody changes any more: in memory or, where they are many, in a file
/// that is mapped into memory and gone when the last copy of this is. Any thread.
class StoredBytes
{
public:
    StoredBytes() = default;
    StoredBytes(const QByteArray &bytes)
        : m_bytes(bytes)
    { }

    /// Holds while this or a copy of it lives.
    QByteArrayView view() const;
    qint64 size() const { return view().size(); }
    bool isEmpty() const { return view().isEmpty(); }
    /// A copy of what is in a file.
    QByteArray toByteArray() const { return m_file ? view().toByteArray() : m_bytes; }

private:
    friend class ByteSpool;

    QByteArray m_bytes;
    std::shared_ptr<QTemporaryFile> m_file;
    const char *m_mapped = nullptr;
    qint64 m_size = 0;
};

/// Takes bytes as they come: the first in memory, all of them in a temporary file
/// once they are many, so that an endless answer costs disk and no memory.
class ByteSpool
{
public:
    static constexpr qint64 inMemory = 1 << 20;

    /// False: the file could not be made or written, see errorText().
    bool append(QByteArrayView bytes);
    qint64 size() const { return m_size; }
    QString errorText() const { return m_errorText; }
    /// What has been appended. Nothing may be appended afterwards.
    StoredBytes take();

private:
    bool fail();

    QByteArray m_bytes; ///< until there is a file
    std::shared_ptr<QTemporaryFile> m_file;
    qint64 m_size = 0;
    QString m_errorText;
};

} // namespace frontdesk
