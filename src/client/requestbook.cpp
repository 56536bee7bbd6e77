// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/requestbook.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"

#include <QtConcurrentRun>

namespace frontdesk {

namespace {

struct Written
{ };

} // namespace

RequestBook::RequestBook(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_file(std::make_shared<std::optional<RequestBookFile>>())
{
    m_pool.setMaxThreadCount(1); // in the order asked
    m_pool.setExpiryTimeout(-1);
}

RequestBook::~RequestBook() = default; // the pool's end waits for what is under way

/// @p work: Result<T>(RequestBookFile &).
template <typename T, typename Work>
Deferred<T> RequestBook::run(Work work)
{
    return awaitFuture(
            QtConcurrent::run(&m_pool, [file = m_file, work = std::move(work)]() -> Result<T> {
                if (!*file)
                    return failure(ErrorKind::Unavailable, QStringLiteral("not_open"),
                                   QStringLiteral("The file of requests is not open."));
                return work(**file);
            }));
}

/// @p work: Result<void>(RequestBookFile &).
template <typename Work>
void RequestBook::write(Work work)
{
    auto written = run<Written>([work = std::move(work)](RequestBookFile &file) -> Result<Written> {
        if (const auto done = work(file); !done)
            return failure(done.error());
        return Written {};
    });
    deliver(std::move(written), this, [this](const Result<Written> &done) {
        if (!done && !m_failing)
            emit failed(done.error().detail);
        m_failing = !done;
    });
}

Deferred<KeptTabs> RequestBook::open()
{
    return awaitFuture(
            QtConcurrent::run(&m_pool, [file = m_file, path = m_path]() -> Result<KeptTabs> {
                QString note;
                auto opened = RequestBookFile::openOrSetAside(path, note);
                if (!opened)
                    return failure(opened.error());
                *file = std::move(*opened);
                auto tabs = (*file)->tabs();
                if (tabs)
                    tabs->note = note;
                return tabs;
            }));
}

void RequestBook::keepTab(const KeptTab &tab)
{
    write([tab](RequestBookFile &file) { return file.keepTab(tab); });
}

void RequestBook::keepOrder(const QList<qint64> &ids, qint64 currentId)
{
    write([ids, currentId](RequestBookFile &file) { return file.keepOrder(ids, currentId); });
}

void RequestBook::addEntry(const HistoryEntry &entry, const RequestDraft &draft)
{
    write([entry, draft](RequestBookFile &file) { return file.addEntry(entry, draft); });
    emit historyChanged();
}

Deferred<QList<HistoryEntry>> RequestBook::entries(const QString &words, int limit)
{
    return run<QList<HistoryEntry>>(
            [words, limit](RequestBookFile &file) { return file.entries(words, limit); });
}

Deferred<RequestDraft> RequestBook::draftOf(qint64 entryId)
{
    return run<RequestDraft>([entryId](RequestBookFile &file) { return file.draftOf(entryId); });
}

void RequestBook::clearHistory()
{
    write([](RequestBookFile &file) { return file.clearHistory(); });
    emit historyChanged();
}

} // namespace frontdesk
