// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/filesource.h"

#include "base/futureawaiter.h"

#include <QFile>
#include <QtConcurrentRun>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace frontdesk {

namespace {

constexpr qsizetype pieceBytes = 128 << 10;

Result<QByteArray> readPiece(const Descriptor &file, qint64 at)
{
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    ssize_t count = -1;
    do {
        count = ::pread(file.number(), piece.data(), size_t(piece.size()), at);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return failure(ErrorKind::Io, QStringLiteral("file_unreadable"),
                       QStringLiteral("The file cannot be read."));
    piece.truncate(count);
    return piece;
}

} // namespace

std::unique_ptr<FileSource> FileSource::open(const QString &path)
{
    Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    return file ? std::unique_ptr<FileSource>(new FileSource(std::move(file))) : nullptr;
}

Async<Result<QByteArray>> FileSource::next()
{
    const auto future
            = QtConcurrent::run([file = m_file, at = m_at] { return readPiece(*file, at); });
    auto piece = co_await awaitFuture(future);
    if (piece)
        m_at += piece->size();
    co_return piece;
}

} // namespace frontdesk
