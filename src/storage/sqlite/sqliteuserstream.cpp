// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteuserstream.h"

#include "base/futureawaiter.h"
#include "storage/sqlite/sqlitescans.h"
#include "storage/sqlite/sqlitevisitor.h"

namespace frontdesk {

namespace {

constexpr qsizetype pieceBytes = 64 << 10;
constexpr qsizetype largestRow = 4 << 10; // 150 code points, all escaped, and the keys

} // namespace

/// Where the stream stands. Lives until its source and the run under way are
/// both gone, so neither has to wait for the other.
class SqliteUserStream::Reading final : private SqliteVisitor
{
public:
    Reading(SqliteScans &scans, UserFormat format)
        : m_scans(scans)
        , m_encoder(format)
    { }
    ~Reading() override { m_scans.forget(this); }

    SqliteScans &scans() { return m_scans; }
    bool isFinished() const { return m_finished; }

    /// Some @p bytes more; empty when all has been read.
    Result<QByteArray> read(SqliteConnection &connection, qsizetype bytes)
    {
        m_encoder.reserve(pieceBytes + largestRow); // a longer one grows
        m_wanted = bytes;
        SqliteQuery rows = connection.query(
                "SELECT 1 FROM users WHERE id > ?1 AND visit(?2, id, name, email) ORDER BY id",
                m_lastId, static_cast<SqliteVisitor &>(*this));
        const auto hasStopped = rows.next();
        if (!hasStopped)
            return failure(hasStopped.error());
        if (!*hasStopped) {
            m_encoder.end();
            m_finished = true;
            m_scans.forget(this);
        }
        return m_encoder.take();
    }

private:
    bool visit(const SqliteValues &values) override
    {
        m_lastId = values.integer(0);
        m_encoder.add(m_lastId, values.text(1), values.text(2));
        return m_encoder.size() >= m_wanted;
    }

    SqliteScans &m_scans;
    UserEncoder m_encoder;
    qsizetype m_wanted = 0; ///< bytes of the piece that is read
    qint64 m_lastId = 0;
    bool m_finished = false;
};

SqliteUserStream::SqliteUserStream(SqliteScans &scans, UserFormat format)
    : m_reading(std::make_shared<Reading>(scans, format))
{ }

SqliteUserStream::~SqliteUserStream() = default;

Async<Result<QByteArray>> SqliteUserStream::next()
{
    if (!m_prepared.isEmpty())
        return Result<QByteArray>(std::exchange(m_prepared, {}));
    if (m_reading->isFinished())
        return Result<QByteArray>();
    return read(pieceBytes);
}

Async<Result<bool>> SqliteUserStream::prepare(qsizetype bytes)
{
    auto piece = co_await read(bytes);
    if (!piece)
        co_return failure(piece.error());
    m_prepared = std::move(*piece);
    co_return true;
}

bool SqliteUserStream::isWhole() const
{
    return m_reading->isFinished();
}

/// The run shares what it reads, and nothing else does: the source may be gone
/// before the piece is there.
Async<Result<QByteArray>> SqliteUserStream::read(qsizetype bytes)
{
    return m_reading->scans().run(
            [reading = m_reading, bytes](SqliteConnection &connection) {
                return reading->read(connection, bytes);
            },
            m_reading.get());
}

} // namespace frontdesk
