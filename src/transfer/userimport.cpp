// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userimport.h"

#include "base/futureawaiter.h"
#include "storage/userstore.h"
#include "transfer/repeatedusers.h"
#include "transfer/userbatches.h"

#include <QThreadPool>
#include <QUuid>
#include <QtConcurrentRun>

#include <malloc.h>

#include <span>

namespace frontdesk {

namespace {

// So many are one transaction, however busy the store is.
constexpr size_t fewestRows = 1'000, mostAtomicRows = 20'000;
constexpr size_t checkedRows = 2'000;

QList<FieldError> takenEmail()
{
    return { { QStringLiteral("email"), QStringLiteral("taken"),
               QStringLiteral("Another user has this e-mail address.") } };
}

/// One import under way. Shared with the run in the pool, which may outlast it.
struct Import
{
    UserStore &store;
    const ImportOptions options;
    std::shared_ptr<UserBatches> file;
    ImportReport report = {};
    qint64 bytesBefore = 0; // of an earlier reading

    Async<Result<UserBatch>> read(size_t rows) const
    {
        const auto future = QtConcurrent::run([file = file, rows] { return file->next(rows); });
        co_return co_await awaitFuture(future);
    }

    void note(const UserBatch &batch)
    {
        report.rows += qint64(batch.failed.size());
        for (const auto &[line, fields] : batch.failed)
            report.fail(line, fields);
        report.unreadable = batch.unreadable;
    }

    void note(const ImportedUsers &users, std::span<const qint64> lines)
    {
        report.rows += qint64(users.fates.size());
        report.created += users.created;
        for (size_t i = 0; i < users.fates.size(); ++i) {
            report.unchanged += users.fates[i] == ImportFate::Unchanged;
            if (users.fates[i] == ImportFate::Taken)
                report.fail(lines[i], takenEmail());
        }
    }

    /// False: cancelled. @p left drafts of the batch haven't been worked off yet;
    /// behind the last it is too late to cancel.
    bool goesOn(const UserBatch &batch, size_t left)
    {
        const qint64 readings = options.atomic ? 2 : 1;
        const qint64 unread = left > 0
                ? (batch.bytes - batch.begin) * qint64(left) / qint64(batch.drafts.size())
                : 0;
        const ImportProgress progress { bytesBefore + batch.bytes - unread, readings * file->size(),
                                        report.rows };
        if (options.progress && !options.progress(progress) && !(batch.last && left == 0))
            report.cancelled = true;
        return !report.cancelled;
    }
};

/// Hands all batches to the store, each while the next one is being read. Under a
/// @p journal it ends at the first error.
Async<Result<bool>> storeAll(Import &import, size_t atLeast, QByteArray journal)
{
    auto reading = import.read(import.options.rowsAtOnce);
    for (;;) {
        const auto batch = co_await reading;
        if (!batch)
            co_return failure(batch.error());
        if (!batch->last)
            reading = import.read(import.options.rowsAtOnce);
        import.note(*batch);
        std::span<const UserDraft> drafts(batch->drafts);
        std::span<const qint64> lines(batch->lines);
        do { // it may take some of them only, and let others write in between
            const auto stored = co_await import.store.import(drafts, atLeast, journal);
            if (!stored)
                co_return failure(stored.error());
            import.note(*stored, lines);
            drafts = drafts.subspan(stored->fates.size());
            lines = lines.subspan(stored->fates.size());
            if (!import.goesOn(*batch, drafts.size())
                || (!journal.isEmpty() && !import.report.isClean()))
                co_return true;
        } while (!drafts.empty());
        if (batch->last)
            co_return true;
    }
}

/// Reads the whole file and writes nothing; the report says what is wrong with it.
Async<Result<bool>> check(Import &import)
{
    const auto repeats = std::make_shared<RepeatedUsers>();
    auto reading = import.read(checkedRows);
    for (;;) {
        auto batch = co_await reading;
        if (!batch)
            co_return failure(batch.error());
        import.note(*batch);
        repeats->add(batch->drafts, batch->lines);
        auto foreseeing = import.store.foresee(std::move(batch->drafts));
        if (!batch->last)
            reading = import.read(checkedRows);
        auto foreseen = co_await foreseeing;
        if (!foreseen)
            co_return failure(foreseen.error());
        foreseen->created = 0;
        repeats->forgetTaken(foreseen->fates);
        import.note(*foreseen, batch->lines);
        if (!import.goesOn(*batch, 0))
            co_return true;
        if (batch->last)
            break;
    }
    const auto future = QtConcurrent::run(
            [repeats]() -> Result<std::vector<qint64>> { return repeats->clashingLines(); });
    const auto clashing = co_await awaitFuture(future);
    if (!clashing)
        co_return failure(clashing.error());
    for (const qint64 line : *clashing)
        import.report.fail(line, takenEmail());
    co_return true;
}

/// Takes back what has been noted.
Async<Result<bool>> undo(UserStore &store, const QByteArray &journal)
{
    for (;;) {
        const auto undone = co_await store.undoImport(journal);
        if (!undone)
            co_return failure(undone.error());
        if (!*undone)
            co_return true;
    }
}

Async<Result<bool>> runAtomic(Import &import)
{
    QByteArray journal = import.options.journal;
    if (journal.isEmpty())
        journal = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const auto cleared = co_await undo(import.store, journal);
    if (!cleared)
        co_return cleared;
    const auto checked = co_await check(import);
    if (!checked || !import.report.isClean() || import.report.cancelled)
        co_return checked;
    const qint64 rows = std::exchange(import.report, {}).rows;
    import.bytesBefore = import.file->size();
    if (const auto rewound = import.file->rewind(); !rewound)
        co_return failure(rewound.error());
    const bool atOnce = rows <= qint64(mostAtomicRows);
    auto stored = co_await storeAll(import, atOnce ? mostAtomicRows : fewestRows, journal);
    if (stored && import.report.isClean() && !import.report.cancelled) {
        const auto kept = co_await import.store.keepImport(journal);
        if (kept)
            co_return stored;
        stored = failure(kept.error());
    }
    const auto undone = co_await undo(import.store, journal);
    import.report.created = 0;
    co_return stored ? undone : stored;
}

/// What an import was done with was spread over the heap, and glibc keeps such holes.
void giveBackMemory()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace

Async<Result<ImportReport>> importUsers(UserStore &users, std::unique_ptr<QIODevice> file,
                                        ImportOptions options)
{
    const UserFormat format = options.format;
    Import import { users, std::move(options),
                    std::make_shared<UserBatches>(std::move(file), format) };
    auto importing = import.options.atomic ? runAtomic(import) : storeAll(import, fewestRows, {});
    const auto done = co_await importing;
    QThreadPool::globalInstance()->start(giveBackMemory);
    if (!done)
        co_return failure(done.error());
    co_return std::move(import.report);
}

} // namespace frontdesk
