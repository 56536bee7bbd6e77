// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "client/requestdraft.h"
#include "storage/sqlite/sqliteconnection.h"

#include <QList>
#include <QString>

namespace frontdesk {

/// A request that is open in the panel.
struct KeptTab
{
    qint64 id = 0;
    RequestDraft draft;
};

struct KeptTabs
{
    QList<KeptTab> tabs; ///< in their order
    qint64 currentId = 0;
    QString note; ///< a sentence, if the file had to be set aside
};

/// A request that was sent, and what came of it.
struct HistoryEntry
{
    qint64 id = 0; ///< counts up
    qint64 sentAtMs = 0; ///< UTC
    QString method;
    QString url;
    int status = 0; ///< 0: no answer
    qint64 durationNs = 0;
    qint64 bodySize = 0; ///< of the answer
};

/// The requests of the panel in an SQLite file of their own: those that are open, as
/// they were typed, and those that were sent. For its owner alone (0600), since it
/// holds passwords. Thread-confined; each call blocks for some milliseconds.
class RequestBookFile
{
public:
    /// What is older than the newest thousand, or beyond 64 MiB, is forgotten.
    static constexpr int historyEntries = 1'000;
    static constexpr qint64 historyBytes = 64 << 20;

    /// Makes a missing file. Errors: those of sqliteError(), UnsupportedType "too_new".
    static Result<RequestBookFile> open(const QString &path);
    /// As open(), but a damaged file gets another name first, which @p note tells.
    static Result<RequestBookFile> openOrSetAside(const QString &path, QString &note);

    Result<KeptTabs> tabs();
    Result<void> keepTab(const KeptTab &tab);
    /// Which tabs there are, in their order; others are forgotten.
    Result<void> keepOrder(const QList<qint64> &ids, qint64 currentId);

    Result<void> addEntry(const HistoryEntry &entry, const RequestDraft &draft);
    /// The newest @p limit that hold every word of @p words in method, URL or status,
    /// ASCII case aside.
    Result<QList<HistoryEntry>> entries(const QString &words, int limit);
    /// NotFound where it has been forgotten.
    Result<RequestDraft> draftOf(qint64 entryId);
    Result<void> clearHistory();

private:
    explicit RequestBookFile(SqliteConnection connection)
        : m_connection(std::move(connection))
    { }

    SqliteConnection m_connection;
};

} // namespace frontdesk
