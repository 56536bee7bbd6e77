// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bodysource.h"
#include "base/userencoder.h"

#include <memory>

namespace frontdesk {

class SqliteScans;

/// The user table in one format, a piece at a time, each made in the pool straight
/// from the rows. @p scans outlives it.
class SqliteUserStream final : public BodySource
{
public:
    SqliteUserStream(SqliteScans &scans, UserFormat format);
    ~SqliteUserStream() override;

    Async<Result<QByteArray>> next() override;

    /// Makes a first piece of some @p bytes before there is anybody to ask for it:
    /// what is wrong is known before an answer begins, and a small table is there
    /// as a whole.
    Async<Result<bool>> prepare(qsizetype bytes);
    /// The prepared piece is all there is.
    bool isWhole() const;
    QByteArray takePrepared() { return std::exchange(m_prepared, {}); }

private:
    class Reading;
    Async<Result<QByteArray>> read(qsizetype bytes);

    std::shared_ptr<Reading> m_reading; // shared with the run that is under way
    QByteArray m_prepared;
};

} // namespace frontdesk
