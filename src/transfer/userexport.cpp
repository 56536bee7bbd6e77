// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userexport.h"

#include "base/futureawaiter.h"
#include "storage/userstore.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <fcntl.h>
#include <unistd.h>

namespace frontdesk {

namespace {

tl::unexpected<Error> unwritable()
{
    return failure(ErrorKind::Io, QStringLiteral("file_unwritable"),
                   QStringLiteral("The file cannot be written."));
}

/// A file that appears when it is committed. Blocks; one thread at a time.
class ExportFile
{
public:
    explicit ExportFile(const QString &path)
        : m_file(path)
    { }

    Result<qint64> write(const QByteArray &piece)
    {
        if (!m_file.isOpen() && !m_file.open(QIODevice::WriteOnly))
            return unwritable();
        if (m_file.write(piece) != piece.size())
            return unwritable();
        return piece.size();
    }

    /// The file is made durable by QSaveFile, its name here.
    Result<qint64> commit()
    {
        if (!m_file.commit())
            return unwritable();
        const QByteArray folder = QFile::encodeName(QFileInfo(m_file.fileName()).absolutePath());
        const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0)
            return unwritable();
        const bool synced = ::fsync(descriptor) == 0;
        ::close(descriptor);
        return synced ? Result<qint64>(0) : unwritable();
    }

private:
    QSaveFile m_file;
};

Async<Result<qint64>> write(std::shared_ptr<ExportFile> file, QByteArray piece)
{
    const auto future = QtConcurrent::run([file, piece] { return file->write(piece); });
    co_return co_await awaitFuture(future);
}

Async<Result<qint64>> commit(std::shared_ptr<ExportFile> file)
{
    const auto future = QtConcurrent::run([file] { return file->commit(); });
    co_return co_await awaitFuture(future);
}

} // namespace

Async<Result<qint64>> exportUsers(UserStore &store, QString path, ExportOptions options)
{
    const auto file = std::make_shared<ExportFile>(path);
    auto table = co_await store.all(options.format);
    if (!table)
        co_return failure(table.error());
    ExportProgress progress { 0, store.count() };
    for (;;) {
        Result<QByteArray> piece = std::exchange(table->text, {});
        if (table->stream)
            piece = co_await table->stream->next();
        if (!piece)
            co_return failure(piece.error());
        const auto written = co_await write(file, *piece); // an empty one makes an empty file
        if (!written)
            co_return failure(written.error());
        if (piece->isEmpty())
            break;
        progress.bytes += *written;
        if (options.progress && !options.progress(progress))
            co_return failure(ErrorKind::Cancelled, QStringLiteral("cancelled"),
                              QStringLiteral("The export was cancelled."));
    }
    const auto committed = co_await commit(file);
    if (!committed)
        co_return failure(committed.error());
    co_return progress.bytes;
}

} // namespace frontdesk
