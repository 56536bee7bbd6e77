// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requestbookfile.h"

#include <QDateTime>
#include <QFile>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int schemaVersion = 1;

constexpr const char schema[]
        = "BEGIN IMMEDIATE;"
          "CREATE TABLE IF NOT EXISTS tabs (id INTEGER PRIMARY KEY, position INTEGER NOT NULL,"
          " current INTEGER NOT NULL, draft TEXT NOT NULL) STRICT;"
          "CREATE TABLE IF NOT EXISTS history (id INTEGER PRIMARY KEY AUTOINCREMENT,"
          " sent_at_ms INTEGER NOT NULL, method TEXT NOT NULL, url TEXT NOT NULL,"
          " status INTEGER NOT NULL, duration_ns INTEGER NOT NULL, body_size INTEGER NOT NULL,"
          " draft_size INTEGER NOT NULL, draft TEXT NOT NULL) STRICT;"
          "PRAGMA user_version = 1;"
          "COMMIT;";

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QByteArray bytesOf(std::string_view utf8)
{
    return { utf8.data(), qsizetype(utf8.size()) };
}

/// Before SQLite makes it, so that it is nobody else's for no moment.
void makePrivate(const QString &path)
{
    QFile file(path);
    if (!file.exists() && file.open(QFile::WriteOnly | QFile::NewOnly))
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

bool isDamage(const Error &error)
{
    return error.code == QLatin1String("storage_damaged");
}

/// All words in the text, without regard to ASCII case.
bool holds(const QString &text, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&text](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

Result<RequestBookFile> RequestBookFile::open(const QString &path)
{
    makePrivate(path);
    auto connection = SqliteConnection::open(path, SqliteConnection::Access::ReadWrite);
    if (!connection)
        return failure(connection.error());
    // What a kill loses is what counts here; after a power cut a moment's typing is gone.
    if (auto set = connection->executeScript("PRAGMA busy_timeout = 2000;"
                                             "PRAGMA journal_mode = WAL;"
                                             "PRAGMA synchronous = NORMAL;"
                                             "PRAGMA secure_delete = ON;");
        !set)
        return failure(set.error());
    const auto version = connection->integer("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version > schemaVersion)
        return failure(ErrorKind::UnsupportedType, QStringLiteral("too_new"),
                       QStringLiteral("A newer version of Frontdesk wrote %1.").arg(path));
    if (auto made = connection->executeScript(schema); !made)
        return failure(made.error());
    // Damage shows when a page is read; the file is small, so all are, now.
    auto check = connection->query("PRAGMA quick_check(1)");
    if (const auto row = check.next(); !row)
        return failure(row.error());
    if (check.text(0) != "ok")
        return failure(ErrorKind::Io, QStringLiteral("storage_damaged"),
                       QStringLiteral("The file is damaged."));
    return RequestBookFile(std::move(*connection));
}

Result<RequestBookFile> RequestBookFile::openOrSetAside(const QString &path, QString &note)
{
    auto opened = open(path);
    if (opened || !isDamage(opened.error()))
        return opened;
    const QString aside = path + QStringLiteral(".damaged-")
            + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    if (!QFile::rename(path, aside))
        return opened;
    for (const char *suffix : { "-wal", "-shm" })
        QFile::rename(path + QLatin1String(suffix), aside + QLatin1String(suffix));
    note = QStringLiteral("The file of requests was damaged. It was set aside as %1.").arg(aside);
    return open(path);
}

Result<KeptTabs> RequestBookFile::tabs()
{
    KeptTabs kept;
    auto rows = m_connection.query("SELECT id, current, draft FROM tabs ORDER BY position, id");
    for (;;) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            return kept;
        if (const auto draft = RequestDraft::fromJson(bytesOf(rows.text(2))))
            kept.tabs.append({ rows.integer(0), *draft });
        if (rows.integer(1))
            kept.currentId = rows.integer(0);
    }
}

Result<void> RequestBookFile::keepTab(const KeptTab &tab)
{
    const QByteArray json = tab.draft.toJson();
    return m_connection.execute("INSERT INTO tabs (id, position, current, draft) "
                                "VALUES (?1, 1000000, 0, ?2) "
                                "ON CONFLICT (id) DO UPDATE SET draft = excluded.draft",
                                tab.id, json);
}

Result<void> RequestBookFile::keepOrder(const QList<qint64> &ids, qint64 currentId)
{
    SqliteSavepoint all(m_connection);
    if (auto begun = all.begin(); !begun)
        return begun;
    if (auto done = m_connection.execute("UPDATE tabs SET position = -1, current = 0"); !done)
        return done;
    for (int position = 0; position < ids.size(); ++position) {
        // A tab that has never been typed in has no row, and needs none.
        if (auto done
            = m_connection.execute("UPDATE tabs SET position = ?1, current = ?2 WHERE id = ?3",
                                   position, ids[position] == currentId ? 1 : 0, ids[position]);
            !done)
            return done;
    }
    if (auto done = m_connection.execute("DELETE FROM tabs WHERE position = -1"); !done)
        return done;
    return all.keep();
}

Result<void> RequestBookFile::addEntry(const HistoryEntry &entry, const RequestDraft &draft)
{
    const QByteArray method = entry.method.toUtf8();
    const QByteArray url = entry.url.toUtf8();
    const QByteArray json = draft.toJson();
    if (auto added = m_connection.execute(
                "INSERT INTO history (sent_at_ms, method, url, status, duration_ns, body_size, "
                "draft_size, draft) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                entry.sentAtMs, method, url, entry.status, entry.durationNs, entry.bodySize,
                json.size(), json);
        !added)
        return added;
    if (auto done
        = m_connection.execute("DELETE FROM history WHERE id <= "
                               "(SELECT id FROM history ORDER BY id DESC LIMIT 1 OFFSET ?1)",
                               historyEntries);
        !done)
        return done;
    return m_connection.execute(
            "DELETE FROM history WHERE id IN (SELECT id FROM "
            "(SELECT id, sum(draft_size) OVER (ORDER BY id DESC) AS total FROM history) "
            "WHERE total > ?1)",
            historyBytes);
}

Result<QList<HistoryEntry>> RequestBookFile::entries(const QString &words, int limit)
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    QList<HistoryEntry> found;
    auto rows = m_connection.query("SELECT id, sent_at_ms, method, url, status, duration_ns, "
                                   "body_size FROM history ORDER BY id DESC");
    while (found.size() < limit) {
        const auto row = rows.next();
        if (!row)
            return failure(row.error());
        if (!*row)
            break;
        const HistoryEntry entry { rows.integer(0),      rows.integer(1),      textOf(rows.text(2)),
                                   textOf(rows.text(3)), int(rows.integer(4)), rows.integer(5),
                                   rows.integer(6) };
        if (holds(entry.method + u' ' + entry.url + u' ' + QString::number(entry.status), wanted))
            found.append(entry);
    }
    return found;
}

Result<RequestDraft> RequestBookFile::draftOf(qint64 entryId)
{
    auto rows = m_connection.query("SELECT draft FROM history WHERE id = ?1", entryId);
    const auto row = rows.next();
    if (!row)
        return failure(row.error());
    auto draft = *row ? RequestDraft::fromJson(bytesOf(rows.text(0))) : std::nullopt;
    if (!draft)
        return failure(ErrorKind::NotFound, QStringLiteral("entry_not_found"),
                       QStringLiteral("That request is not in the history any more."));
    return std::move(*draft);
}

Result<void> RequestBookFile::clearHistory()
{
    return m_connection.execute("DELETE FROM history");
}

} // namespace frontdesk
