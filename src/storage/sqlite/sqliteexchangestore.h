// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/exchangestore.h"
#include "storage/sqlite/sqlitewriter.h"

#include <memory>

namespace frontdesk {

/// The request log: a writer of its own, whose queue is bounded by the sampler's
/// rates, and a connection for each look into it.
class SqliteExchangeStore final : public ExchangeStore
{
public:
    /// @p connection: of openSqliteExchanges().
    SqliteExchangeStore(QString path, SqliteConnection connection, qint64 session,
                        const Clock &clock, Limits limits, QString setAside);
    ~SqliteExchangeStore() override;

    void append(const QList<Exchange> &batch, qint64 leftOut) override;
    Async<Result<bool>> flush() override;
    Async<Result<QList<Session>>> sessions() override;
    Async<Result<Page>> read(qint64 session, qint64 after, int limit) override;
    QString setAside() const override { return m_setAside; }

private:
    /// What outlives this until the last write is answered.
    struct Failures
    {
        qint64 notStored = 0; ///< exchanges, since the last write that succeeded
        bool failing = false;
    };

    Detached store(QList<Exchange> exchanges, qint64 leftOut);

    const QString m_path;
    const QString m_setAside;
    const Clock &m_clock;
    const Limits m_limits;
    const qint64 m_session;
    ExchangeSampler m_sampler;
    std::shared_ptr<Failures> m_failures = std::make_shared<Failures>();
    SqliteWriter m_writer;
};

} // namespace frontdesk
