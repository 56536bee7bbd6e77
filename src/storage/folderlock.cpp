// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/folderlock.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace frontdesk {

namespace {

tl::unexpected<Error> unreadable(const QString &folder, int errorNumber)
{
    return failure(ErrorKind::Io, QStringLiteral("unreadable"),
                   QStringLiteral("Cannot use the data folder %1: %2. Make it yours to read and "
                                  "write, or choose another one with --data.")
                           .arg(folder, QString::fromLocal8Bit(std::strerror(errorNumber))));
}

/// The last part of the path is ours alone: it will hold people's data.
int makeFolder(const QString &folder)
{
    const QDir dir(folder);
    if (dir.exists())
        return 0;
    QDir().mkpath(QFileInfo(dir.absolutePath()).path());
    return ::mkdir(QFile::encodeName(dir.absolutePath()).constData(), 0700) == 0 || errno == EEXIST
            ? 0
            : errno;
}

QString holderOf(int descriptor)
{
    char digits[24];
    const ssize_t size = ::pread(descriptor, digits, sizeof digits, 0);
    return QString::fromLatin1(digits, int(std::max<ssize_t>(size, 0))).trimmed();
}

tl::unexpected<Error> alreadyRunning(const QString &folder, const QString &holder)
{
    return failure(ErrorKind::Busy, QStringLiteral("already_running"),
                   QStringLiteral("Frontdesk already runs on the data folder %1 (process %2). "
                                  "Use that one, stop it, or choose another folder with --data.")
                           .arg(folder, holder.isEmpty() ? QStringLiteral("unknown") : holder));
}

} // namespace

Result<FolderLock> FolderLock::acquire(const QString &folder)
{
    if (const int error = makeFolder(folder))
        return unreadable(folder, error);
    const QByteArray path
            = QFile::encodeName(QDir(folder).filePath(QStringLiteral("frontdesk.lock")));
    const int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return unreadable(folder, errno);
    FolderLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? alreadyRunning(folder, holderOf(descriptor))
                                    : unreadable(folder, errno);
    const QByteArray mine = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(descriptor, 0) != 0
        || ::pwrite(descriptor, mine.constData(), size_t(mine.size()), 0) != mine.size())
        return unreadable(folder, errno);
    return lock;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // lets the lock go; the file stays, as removing it would race
}

} // namespace frontdesk
