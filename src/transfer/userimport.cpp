// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userimport.h"

#include "base/clock.h"
#include "base/futureawaiter.h"
#include "storage/userstore.h"
#include "transfer/repeatedusers.h"
#include "transfer/userbatches.h"

#include <QtConcurrentRun>

#include <chrono>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

// The more rows at once, the fewer times a page is written; but others wait for as
// long as a batch takes.
constexpr size_t fewestRows = 1'000, firstRows = 2'000, mostRows = 20'000;
constexpr auto shortWait = 150ms, longWait = 400ms;

size_t nextSize(size_t rows, std::chrono::nanoseconds took)
{
    if (took < shortWait)
        return std::min(rows * 2, mostRows);
    return took > longWait ? std::max(rows / 2, fewestRows) : rows;
}

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
    std::vector<std::pair<qint64, qint64>> created = {}; // the ids of each batch

    Async<Result<UserBatch>> read(size_t rows) const
    {
        const auto future = QtConcurrent::run([file = file, rows] { return file->next(rows); });
        co_return co_await awaitFuture(future);
    }

    void note(const UserBatch &batch)
    {
        report.rows += qint64(batch.drafts.size() + batch.failed.size());
        for (const auto &[line, fields] : batch.failed)
            report.fail(line, fields);
        report.unreadable = batch.unreadable;
    }

    void note(const ImportedUsers &users, const std::vector<qint64> &lines)
    {
        report.created += users.created;
        if (users.created > 0)
            created.emplace_back(users.firstId, users.lastId);
        for (size_t i = 0; i < lines.size(); ++i) {
            report.unchanged += users.fates[i] == ImportFate::Unchanged;
            if (users.fates[i] == ImportFate::Taken)
                report.fail(lines[i], takenEmail());
        }
    }

    /// False: cancelled. Behind the last batch it is too late for that.
    bool goesOn(const UserBatch &batch)
    {
        const qint64 readings = options.atomic ? 2 : 1;
        const ImportProgress progress { bytesBefore + batch.bytes, readings * file->size(),
                                        report.rows };
        if (options.progress && !options.progress(progress) && !batch.last)
            report.cancelled = true;
        return !report.cancelled;
    }
};

/// Hands all batches to the store, each while the next one is being read. Ends
/// early where @p stopsAtErrors.
Async<Result<bool>> storeAll(Import &import, size_t rows, bool stopsAtErrors)
{
    auto reading = import.read(rows);
    for (;;) {
        auto batch = co_await reading;
        if (!batch)
            co_return failure(batch.error());
        import.note(*batch);
        const qint64 began = steadyNs();
        auto storing = import.store.import(std::move(batch->drafts));
        if (!batch->last)
            reading = import.read(rows);
        const auto stored = co_await storing;
        if (!stored)
            co_return failure(stored.error());
        rows = nextSize(rows, std::chrono::nanoseconds(steadyNs() - began));
        import.note(*stored, batch->lines);
        if (!import.goesOn(*batch) || batch->last || (stopsAtErrors && !import.report.isClean()))
            co_return true;
    }
}

/// Reads the whole file and writes nothing; the report says what is wrong with it.
Async<Result<bool>> check(Import &import)
{
    const auto repeats = std::make_shared<RepeatedUsers>();
    auto reading = import.read(firstRows);
    for (;;) {
        auto batch = co_await reading;
        if (!batch)
            co_return failure(batch.error());
        import.note(*batch);
        repeats->add(batch->drafts, batch->lines);
        auto foreseeing = import.store.foresee(std::move(batch->drafts));
        if (!batch->last)
            reading = import.read(firstRows);
        auto foreseen = co_await foreseeing;
        if (!foreseen)
            co_return failure(foreseen.error());
        foreseen->created = 0;
        repeats->forgetTaken(foreseen->fates);
        import.note(*foreseen, batch->lines);
        if (!import.goesOn(*batch))
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

/// Takes back what the import has created.
Async<Result<bool>> undo(Import &import)
{
    for (const auto &[first, last] : import.created) {
        const auto undone = co_await import.store.undoImport(first, last);
        if (!undone)
            co_return failure(undone.error());
    }
    import.report.created = 0;
    co_return true;
}

Async<Result<bool>> runAtomic(Import &import)
{
    const auto checked = co_await check(import);
    if (!checked || !import.report.isClean() || import.report.cancelled)
        co_return checked;
    const qint64 rows = std::exchange(import.report, {}).rows;
    import.bytesBefore = import.file->size();
    if (const auto rewound = import.file->rewind(); !rewound)
        co_return failure(rewound.error());
    const bool atOnce = rows <= qint64(mostRows);
    const auto stored = co_await storeAll(import, atOnce ? mostRows : firstRows, true);
    if (stored && import.report.isClean() && !import.report.cancelled)
        co_return stored;
    const auto undone = co_await undo(import);
    co_return stored ? undone : stored;
}

} // namespace

Async<Result<ImportReport>> importUsers(UserStore &users, std::unique_ptr<QIODevice> file,
                                        ImportOptions options)
{
    const UserFormat format = options.format;
    Import import { users, std::move(options),
                    std::make_shared<UserBatches>(std::move(file), format) };
    Result<bool> done;
    if (import.options.atomic)
        done = co_await runAtomic(import);
    else
        done = co_await storeAll(import, firstRows, false);
    if (!done)
        co_return failure(done.error());
    co_return std::move(import.report);
}

} // namespace frontdesk
