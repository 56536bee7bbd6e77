// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/storedbytes.h"

#include <QThreadPool>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

/// To unmap and remove 100 MB takes 30 ms, which the last one to let go of them, often
/// the window, doesn't have.
void removeElsewhere(QTemporaryFile *file)
{
    if (QThreadPool *pool = QThreadPool::globalInstance())
        pool->start([file] { delete file; });
    else
        delete file; // the program ends
}

} // namespace

QByteArrayView StoredBytes::view() const
{
    return m_file ? QByteArrayView(m_mapped, m_size) : QByteArrayView(m_bytes);
}

bool ByteSpool::append(QByteArrayView bytes)
{
    if (!m_errorText.isEmpty())
        return false;
    if (!m_file && m_size + bytes.size() > inMemory) {
        m_file = std::shared_ptr<QTemporaryFile>(new QTemporaryFile, removeElsewhere);
        if (!m_file->open() || m_file->write(m_bytes) != m_bytes.size())
            return fail();
        m_bytes.clear();
    }
    if (m_file) {
        if (m_file->write(bytes.data(), bytes.size()) != bytes.size())
            return fail();
    } else {
        m_bytes.append(bytes.data(), bytes.size());
    }
    m_size += bytes.size();
    return true;
}

StoredBytes ByteSpool::take()
{
    StoredBytes stored(std::exchange(m_bytes, {}));
    if (!m_file)
        return stored;
    m_file->flush();
    // What could not be written is not there.
    stored.m_size = std::min(m_size, m_file->size());
    stored.m_mapped = stored.m_size > 0
            ? reinterpret_cast<const char *>(m_file->map(0, stored.m_size))
            : nullptr;
    if (!stored.m_mapped)
        stored.m_size = 0;
    stored.m_file = std::exchange(m_file, nullptr);
    return stored;
}

bool ByteSpool::fail()
{
    m_errorText = m_file->errorString();
    return false;
}

} // namespace frontdesk
