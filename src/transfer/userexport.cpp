// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userexport.h"

#include "base/futureawaiter.h"
#include "storage/newfile.h"
#include "storage/userstore.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>
#include <cerrno>
#include <optional>

#include <unistd.h>

namespace frontdesk {

namespace {

tl::unexpected<Error> unwritable(int errorNumber)
{
    return failure(ErrorKind::Io, QStringLiteral("file_unwritable"),
                   QStringLiteral("The file cannot be written: %1.").arg(errnoText(errorNumber)));
}

/// Counts the users in what has been written, however it was cut.
class RowCounter
{
public:
    explicit RowCounter(UserFormat format)
        : m_format(format)
        , m_rows(format == UserFormat::Csv ? -1 : 0) // its header is a row
    { }

    void add(const QByteArray &piece)
    {
        if (m_format != UserFormat::Json) { // no text has a line feed
            m_rows += piece.count('\n');
            return;
        }
        for (const char c : piece) {
            if (m_inString && !m_escaped && c == '\\') {
                m_escaped = true;
                continue;
            }
            if (c == '"' && !m_escaped)
                m_inString = !m_inString;
            m_rows += !m_inString && c == '{';
            m_escaped = false;
        }
    }
    qint64 rows() const { return std::max<qint64>(m_rows, 0); }

private:
    const UserFormat m_format;
    qint64 m_rows;
    bool m_inString = false, m_escaped = false;
};

/// A file that appears when it is committed. Blocks; one thread at a time.
class ExportFile
{
public:
    ExportFile(QString path, UserFormat format)
        : m_path(std::move(path))
        , m_rows(format)
    { }

    /// What there is by now.
    Result<ExportReport> write(const QByteArray &piece)
    {
        if (!m_file) {
            auto file = NewFile::inFolder(QFileInfo(m_path).path());
            if (!file)
                return unwritable(file.error());
            m_file.emplace(std::move(*file));
        }
        for (qsizetype done = 0; done < piece.size();) {
            const ssize_t count = ::write(m_file->descriptor(), piece.constData() + done,
                                          size_t(piece.size() - done));
            if (count < 0 && errno != EINTR)
                return unwritable(errno);
            done += std::max<ssize_t>(count, 0);
        }
        m_rows.add(piece);
        m_bytes += piece.size();
        return ExportReport { m_bytes, m_rows.rows() };
    }

    Result<bool> commit()
    {
        if (const auto done = m_file->become(m_path, NewFile::IfThere::Replace); !done)
            return unwritable(done.error());
        return true;
    }

private:
    const QString m_path;
    std::optional<NewFile> m_file;
    RowCounter m_rows;
    qint64 m_bytes = 0;
};

Async<Result<ExportReport>> write(std::shared_ptr<ExportFile> file, QByteArray piece)
{
    const auto future = QtConcurrent::run([file, piece] { return file->write(piece); });
    co_return co_await awaitFuture(future);
}

Async<Result<bool>> commit(std::shared_ptr<ExportFile> file)
{
    const auto future = QtConcurrent::run([file] { return file->commit(); });
    co_return co_await awaitFuture(future);
}

} // namespace

Async<Result<ExportReport>> exportUsers(UserStore &store, QString path, ExportOptions options)
{
    const auto file = std::make_shared<ExportFile>(std::move(path), options.format);
    auto table = co_await store.all(options.format);
    if (!table)
        co_return failure(table.error());
    ExportReport report;
    const qint64 expected = store.count();
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
        report = *written;
        if (options.progress && !options.progress({ report.bytes, report.users, expected }))
            co_return failure(ErrorKind::Cancelled, QStringLiteral("cancelled"),
                              QStringLiteral("The export was cancelled."));
    }
    const auto committed = co_await commit(file);
    if (!committed)
        co_return failure(committed.error());
    co_return report;
}

} // namespace frontdesk
