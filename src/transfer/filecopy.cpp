// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/filecopy.h"

#include "base/futureawaiter.h"

#include <QFile>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>

#include <unistd.h>

namespace frontdesk {

namespace {

constexpr qint64 pieceBytes = 4 << 20;

tl::unexpected<Error> unreadable(const QString &reason)
{
    return failure(ErrorKind::Io, QStringLiteral("file_unreadable"),
                   QStringLiteral("The file cannot be read: %1.").arg(reason));
}

tl::unexpected<Error> unwritable(const QString &reason)
{
    return failure(ErrorKind::Io, QStringLiteral("file_unwritable"),
                   QStringLiteral("The file cannot be written: %1.").arg(reason));
}

/// One copy under way. Blocks; one thread at a time.
class FileCopy
{
public:
    FileCopy(const QString &from, QString to)
        : m_from(from)
        , m_to(std::move(to))
    { }

    /// The next piece; what has been copied by then is CopyProgress::bytes.
    Result<CopyProgress> step()
    {
        if (!m_new) {
            if (const auto begun = begin(); !begun)
                return failure(begun.error());
        }
        const QByteArray piece = m_from.read(std::min(pieceBytes, m_total - m_done));
        if (m_from.error() != QFileDevice::NoError)
            return unreadable(m_from.errorString());
        for (qsizetype done = 0; done < piece.size();) {
            const ssize_t count = ::write(m_new->descriptor(), piece.constData() + done,
                                          size_t(piece.size() - done));
            if (count < 0 && errno != EINTR)
                return unwritable(errnoText(errno));
            done += std::max<ssize_t>(count, 0);
        }
        m_done += piece.size();
        if (piece.isEmpty())
            m_total = m_done; // another program has cut it short
        return CopyProgress { m_done, m_total };
    }

    Result<bool> commit(NewFile::IfThere ifThere)
    {
        if (const auto done = m_new->become(m_to, ifThere); !done)
            return unwritable(errnoText(done.error()));
        return true;
    }

private:
    Result<bool> begin()
    {
        if (!m_from.open(QIODevice::ReadOnly))
            return unreadable(m_from.errorString());
        m_total = m_from.size();
        const QFileInfo to(m_to);
        if (to.exists() && !to.isFile()) // a device would be replaced by a file
            return unwritable(QStringLiteral("there is something else of that name"));
        if (to.isSymLink())
            m_to = to.canonicalFilePath();
        auto file = NewFile::inFolder(QFileInfo(m_to).path());
        if (!file)
            return unwritable(errnoText(file.error()));
        m_new.emplace(std::move(*file));
        return true;
    }

    QFile m_from;
    QString m_to;
    std::optional<NewFile> m_new;
    qint64 m_done = 0, m_total = 0;
};

} // namespace

Async<Result<qint64>> copyFile(QString from, QString to, NewFile::IfThere ifThere, CopyWatch watch)
{
    const auto copy = std::make_shared<FileCopy>(from, std::move(to));
    CopyProgress progress;
    do {
        const auto stepping = QtConcurrent::run([copy] { return copy->step(); });
        const auto step = co_await awaitFuture(stepping);
        if (!step)
            co_return failure(step.error());
        progress = *step;
        if (watch && !watch(progress))
            co_return failure(ErrorKind::Cancelled, QStringLiteral("cancelled"),
                              QStringLiteral("The copy was cancelled."));
    } while (progress.bytes < progress.totalBytes);
    const auto committing = QtConcurrent::run([copy, ifThere] { return copy->commit(ifThere); });
    const auto committed = co_await awaitFuture(committing);
    if (!committed)
        co_return failure(committed.error());
    co_return progress.bytes;
}

} // namespace frontdesk
