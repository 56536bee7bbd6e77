// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/newfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace frontdesk {

namespace {

/// rename(2) that replaces nothing. A file system that can't do that in one step
/// (NFS) is asked first.
int renameToFreeName(const char *from, const char *to)
{
    if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    struct stat there = {};
    if (::lstat(to, &there) == 0)
        return EEXIST;
    return ::rename(from, to) == 0 ? 0 : errno;
}

/// Who writes a file holds this lock; the system lets it go with the process.
bool lock(const Descriptor &file)
{
    return ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
}

void removeForsaken(const QDir &folder)
{
    const QStringList names = folder.entryList({ QStringLiteral(".frontdesk-new-??????") },
                                               QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QString &name : names) {
        const QByteArray path = QFile::encodeName(folder.filePath(name));
        const Descriptor file(::open(path.constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
        if (file && lock(file))
            ::unlink(path.constData());
    }
}

bool isThere(const Descriptor &file)
{
    struct stat status = {};
    return ::fstat(file.number(), &status) == 0 && status.st_nlink > 0;
}

} // namespace

tl::expected<NewFile, int> NewFile::inFolder(const QString &folder)
{
    removeForsaken(QDir(folder));
    for (;;) {
        QByteArray path
                = QFile::encodeName(QDir(folder).filePath(QStringLiteral(".frontdesk-new-XXXXXX")));
        Descriptor file(::mkostemp(path.data(), O_CLOEXEC));
        if (!file)
            return tl::unexpected(errno);
        // Another process may just have taken it for one that is forsaken; a file
        // system without locks has none that could.
        if ((lock(file) || errno != EWOULDBLOCK) && isThere(file))
            return NewFile(std::move(file), QFile::decodeName(path));
    }
}

tl::expected<NewFile, int> NewFile::at(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    ::unlink(name.constData());
    Descriptor file(::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file)
        return tl::unexpected(errno);
    return NewFile(std::move(file), path);
}

NewFile::~NewFile()
{
    if (!m_path.isEmpty())
        ::unlink(QFile::encodeName(m_path).constData());
}

qint64 NewFile::size() const
{
    struct stat status = {};
    return ::fstat(m_file.number(), &status) == 0 ? qint64(status.st_size) : 0;
}

tl::expected<void, int> NewFile::become(const QString &path, IfThere ifThere)
{
    if (::fsync(m_file.number()) != 0)
        return tl::unexpected(errno);
    const QByteArray from = QFile::encodeName(m_path);
    const QByteArray to = QFile::encodeName(path);
    if (ifThere == IfThere::Replace) {
        if (::rename(from.constData(), to.constData()) != 0)
            return tl::unexpected(errno);
    } else if (const int error = renameToFreeName(from.constData(), to.constData())) {
        return tl::unexpected(error);
    }
    m_path.clear();
    return syncFolder(QFileInfo(path).path());
}

tl::expected<void, int> syncFolder(const QString &folder)
{
    const Descriptor directory(
            ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // A file system that has no such thing says EINVAL.
    if (!directory || (::fsync(directory.number()) != 0 && errno != EINVAL))
        return tl::unexpected(errno);
    return {};
}

QString errnoText(int errorNumber)
{
    return QString::fromLocal8Bit(std::strerror(errorNumber));
}

} // namespace frontdesk
