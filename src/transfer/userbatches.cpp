// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userbatches.h"

namespace frontdesk {

namespace {

constexpr qint64 pieceBytes = 64 << 10;

tl::unexpected<Error> readFailed()
{
    return failure(ErrorKind::Io, QStringLiteral("file_unreadable"),
                   QStringLiteral("The file cannot be read."));
}

} // namespace

UserBatches::UserBatches(std::unique_ptr<QIODevice> file, UserFormat format)
    : m_file(std::move(file))
    , m_format(format)
{
    start();
}

void UserBatches::start()
{
    m_bytes = 0;
    m_batch = {};
    m_reader = UserReader::make(m_format, [this](UserRow &&row) { take(std::move(row)); });
}

void UserBatches::take(UserRow &&row)
{
    if (!row.draft) {
        m_batch.failed.emplace_back(row.line, std::move(row.draft.error().fields));
        return;
    }
    m_batch.drafts.push_back(std::move(*row.draft));
    m_batch.lines.push_back(row.line);
}

Result<UserBatch> UserBatches::next(size_t rows)
{
    std::string piece(pieceBytes, '\0');
    Result<void> readable;
    m_batch.begin = m_bytes;
    while (!m_batch.last && m_batch.drafts.size() + m_batch.failed.size() < rows) {
        const qint64 count = m_file->read(piece.data(), pieceBytes);
        if (count < 0)
            return readFailed();
        m_bytes += count;
        m_batch.last = count == 0;
        readable = m_batch.last ? m_reader->finish()
                                : m_reader->feed(std::string_view(piece.data(), size_t(count)));
        if (!readable) {
            m_batch.unreadable = readable.error();
            m_batch.last = true;
        }
    }
    m_batch.bytes = m_bytes;
    return std::exchange(m_batch, {});
}

Result<void> UserBatches::rewind()
{
    if (!m_file->seek(0))
        return readFailed();
    start();
    return {};
}

} // namespace frontdesk
