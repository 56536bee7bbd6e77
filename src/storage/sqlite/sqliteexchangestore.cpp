// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqliteexchangestore.h"

#include "base/clock.h"
#include "base/futureawaiter.h"
#include "storage/sqlite/sqliteexchangerows.h"
#include "storage/sqlite/sqlitesetup.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>
#include <QtConcurrentRun>

#include <limits>
#include <utility>

namespace frontdesk {

namespace {

Q_LOGGING_CATEGORY(logExchanges, "frontdesk.requestlog")

/// Few: where cores are few, whoever answers requests waits while pages are moved.
constexpr int checkpointPages = 200;

constexpr auto forEver = std::numeric_limits<qint64>::min();

/// The file with what SQLite keeps beside it gets another name. Empty: it can't.
QString rename(const QString &path, qint64 wallMs)
{
    QString aside = path + QLatin1String(".damaged-")
            + QDateTime::fromMSecsSinceEpoch(wallMs).toUTC().toString(
                    QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    if (!QFile::rename(path, aside))
        return {};
    for (const auto *part : { "-wal", "-shm" })
        QFile::rename(path + QLatin1String(part), aside + QLatin1String(part));
    return aside;
}

/// What a look into the file finds; by a thread of the pool.
template <typename T, typename Select>
Async<Result<T>> look(QString path, Select select)
{
    const auto work = [path, select]() -> Result<T> {
        auto connection = openSqliteReader(path);
        if (!connection)
            return failure(connection.error());
        return select(*connection);
    };
    const auto found = QtConcurrent::run(work);
    co_return co_await awaitFuture(found);
}

} // namespace

Result<std::unique_ptr<ExchangeStore>> ExchangeStore::open(const QString &path, const Clock &clock,
                                                           Limits limits)
{
    QString aside;
    auto connection = openSqliteExchanges(path);
    const auto isUnusable = [](const Error &error) {
        return error.code == QLatin1String("storage_damaged")
                || error.code == QLatin1String("foreign");
    };
    if (!connection && isUnusable(connection.error())) {
        aside = rename(path, clock.wallMs());
        if (!aside.isEmpty())
            connection = openSqliteExchanges(path);
    }
    const auto session = connection ? insertSqliteSession(*connection, clock.wallMs())
                                    : failure(connection.error());
    if (!session)
        return failure(ErrorKind::Io, QStringLiteral("log_unusable"),
                       QStringLiteral("The request log %1 cannot be used: %2")
                               .arg(path, session.error().detail));
    return std::make_unique<SqliteExchangeStore>(path, std::move(*connection), *session, clock,
                                                 limits, aside);
}

SqliteExchangeStore::SqliteExchangeStore(QString path, SqliteConnection connection, qint64 session,
                                         const Clock &clock, Limits limits, QString setAside)
    : m_path(std::move(path))
    , m_setAside(std::move(setAside))
    , m_clock(clock)
    , m_limits(limits)
    , m_session(session)
    , m_sampler(limits.rates)
    , m_writer(std::move(connection), { .name = "request log", .checkpointPages = checkpointPages })
{ }

SqliteExchangeStore::~SqliteExchangeStore()
{
    m_writer.stop();
}

void SqliteExchangeStore::append(const QList<Exchange> &batch, qint64 leftOut)
{
    QList<Exchange> kept = m_sampler.choose(batch, m_clock.steadyNs());
    leftOut += batch.size() - kept.size() + std::exchange(m_failures->notStored, 0);
    if (!kept.isEmpty() || leftOut > 0)
        store(std::move(kept), leftOut);
}

Detached SqliteExchangeStore::store(QList<Exchange> exchanges, qint64 leftOut)
{
    const qint64 count = exchanges.size() + leftOut;
    const qint64 beforeMs = m_limits.keepFor.count() > 0
            ? m_clock.wallMs() - std::chrono::milliseconds(m_limits.keepFor).count()
            : forEver;
    auto work = [session = m_session, exchanges = std::move(exchanges), leftOut, beforeMs,
                 bytes = m_limits.bytes](SqliteConnection &connection) -> Result<bool> {
        auto done = insertSqliteExchanges(connection, session, exchanges, leftOut);
        if (done)
            done = pruneSqliteExchanges(connection, beforeMs, bytes);
        return done.map([] { return true; });
    };
    // When it is answered this may be gone.
    const std::shared_ptr<Failures> failures = m_failures;
    auto written = m_writer.write<bool>(std::move(work));
    const auto stored = co_await written;
    if (!stored)
        failures->notStored += count;
    if (!stored && !failures->failing)
        qCWarning(logExchanges) << "the request log cannot be written:" << stored.error().detail;
    failures->failing = !stored;
}

Async<Result<bool>> SqliteExchangeStore::flush()
{
    return m_writer.write<bool>([](SqliteConnection &) -> Result<bool> { return true; });
}

Async<Result<QList<ExchangeStore::Session>>> SqliteExchangeStore::sessions()
{
    const qint64 current = m_session;
    auto found = look<QList<Session>>(m_path, &selectSqliteSessions);
    auto sessions = co_await found;
    if (sessions) {
        for (Session &session : *sessions)
            session.isCurrent = session.id == current;
    }
    co_return sessions;
}

Async<Result<ExchangeStore::Page>> SqliteExchangeStore::read(qint64 session, qint64 after,
                                                             int limit)
{
    const auto select = [session, after, limit](SqliteConnection &connection) {
        return selectSqliteExchanges(connection, session, after, limit);
    };
    auto found = look<Page>(m_path, select);
    co_return co_await found;
}

} // namespace frontdesk
