// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodyfile.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace frontdesk {

namespace {

tl::unexpected<Error> spoolFailed(const char *what)
{
    const int code = errno;
    qWarning("The body of a request could not be %s: %s", what, std::strerror(code));
    return failure(ErrorKind::Io, QStringLiteral("spool_failed"),
                   QStringLiteral("The server has no room on its disk for a body of that size."));
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(size_t(std::max<ssize_t>(count, 0)));
    }
    return true;
}

/// A name is durable once its folder is.
bool syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return synced;
}

} // namespace

Result<BodyFile> BodyFile::create(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    int descriptor = ::open(path.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
        // A file system that knows files with names only, such as NFS.
        QByteArray name = path + "/body-XXXXXX";
        descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor >= 0)
            ::unlink(name.constData());
    }
    if (descriptor < 0)
        return spoolFailed("given a file");
    return BodyFile(descriptor);
}

BodyFile::~BodyFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> BodyFile::append(std::string_view bytes)
{
    if (!writeAll(m_descriptor, bytes))
        return spoolFailed("written");
    m_size += qint64(bytes.size());
    return {};
}

Result<QByteArray> BodyFile::read(qint64 offset, qint64 count) const
{
    QByteArray bytes(qsizetype(std::clamp<qint64>(m_size - offset, 0, count)), Qt::Uninitialized);
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t taken = ::pread(m_descriptor, bytes.data() + done,
                                      size_t(bytes.size() - done), offset + done);
        if (taken == 0 || (taken < 0 && errno != EINTR))
            return spoolFailed("read");
        done += std::max<ssize_t>(taken, 0);
    }
    return bytes;
}

Result<void> BodyFile::keepAs(const QString &path) const
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray self = "/proc/self/fd/" + QByteArray::number(m_descriptor);
    const bool kept = (::fsync(m_descriptor) == 0
                       && ::linkat(AT_FDCWD, self.constData(), AT_FDCWD, name.constData(),
                                   AT_SYMLINK_FOLLOW)
                               == 0)
            || (errno != EEXIST && copyTo(name));
    if (!kept || !syncFolderOf(path))
        return spoolFailed("kept");
    return {};
}

// Where it can't be linked: another file system, or one that wants names.
bool BodyFile::copyTo(const QByteArray &path) const
{
    const QByteArray part = path + ".part";
    const int copy = ::open(part.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (copy < 0)
        return false;
    std::array<char, 65536> buffer;
    qint64 done = 0;
    while (done < m_size) {
        const ssize_t count = ::pread(m_descriptor, buffer.data(), buffer.size(), done);
        if (count <= 0 || !writeAll(copy, { buffer.data(), size_t(count) }))
            break;
        done += count;
    }
    const bool whole = done == m_size && ::fsync(copy) == 0;
    ::close(copy);
    if (whole && ::rename(part.constData(), path.constData()) == 0)
        return true;
    const int code = errno;
    ::unlink(part.constData());
    errno = code;
    return false;
}

} // namespace frontdesk
