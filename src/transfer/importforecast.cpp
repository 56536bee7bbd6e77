// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/importforecast.h"

#include "base/futureawaiter.h"
#include "storage/userstore.h"
#include "transfer/userbatches.h"

#include <QFile>
#include <QtConcurrentRun>

#include <algorithm>
#include <unordered_map>

namespace frontdesk {

namespace {

using Fate = ForeseenRow::Fate;

constexpr size_t rowsAtOnce = 2'000;

QString reasonsOf(const QList<FieldError> &fields)
{
    QStringList reasons;
    for (const FieldError &field : fields)
        reasons += field.detail;
    return reasons.join(u' ');
}

/// Works in the pool, one call after the other; between them whoever awaits them may
/// look at it.
class Forecaster
{
public:
    Forecaster(QString path, UserFormat format)
        : m_path(std::move(path))
        , m_format(format)
    { }

    /// Takes what became of the drafts before, and reads the next. False: there are none.
    Result<bool> next(const std::vector<ImportFate> &fates)
    {
        if (!m_file) {
            if (const auto opened = open(); !opened)
                return failure(opened.error());
        } else {
            note(fates);
        }
        if (m_batch.last || m_forecast.rows >= ImportForecast::mostRows) {
            m_forecast.whole = m_batch.last;
            m_forecast.unreadable = std::move(m_batch.unreadable);
            m_seen.clear(); // here, where nobody waits for it
            m_batch = {};
            return false;
        }
        auto batch = m_file->next(rowsAtOnce);
        if (!batch)
            return failure(batch.error());
        m_batch = std::move(*batch);
        return true;
    }

    const std::vector<UserDraft> &drafts() const { return m_batch.drafts; }
    ImportForecast takeForecast() { return std::move(m_forecast); }

private:
    Result<void> open()
    {
        auto file = std::make_unique<QFile>(m_path);
        if (!file->open(QIODevice::ReadOnly))
            return failure(ErrorKind::Io, QStringLiteral("file_unreadable"),
                           QStringLiteral("The file cannot be read: %1.").arg(file->errorString()));
        m_file.emplace(std::move(file), m_format);
        return {};
    }

    void note(const std::vector<ImportFate> &fates)
    {
        std::vector<ForeseenRow> rows;
        rows.reserve(fates.size() + m_batch.failed.size());
        for (size_t at = 0; at < fates.size(); ++at) {
            const Fate fate = fateOf(m_batch.drafts[at], fates[at]);
            rows.push_back({ m_batch.lines[at], std::move(m_batch.drafts[at]), fate, {} });
        }
        for (const auto &[line, fields] : m_batch.failed)
            rows.push_back({ line, {}, Fate::Wrong, reasonsOf(fields) });
        std::sort(rows.begin(), rows.end(),
                  [](const auto &one, const auto &other) { return one.line < other.line; });
        for (ForeseenRow &row : rows)
            add(std::move(row));
    }

    /// The table doesn't know what the rows do to each other.
    Fate fateOf(const UserDraft &draft, ImportFate fate)
    {
        if (fate != ImportFate::Created)
            return fate == ImportFate::Taken ? Fate::Taken : Fate::Unchanged;
        const auto [seen, isNew] = m_seen.try_emplace(foldedEmail(draft.email), draft);
        if (isNew)
            return Fate::Created;
        const UserDraft &before = seen->second;
        return before.name == draft.name && before.email == draft.email ? Fate::Unchanged
                                                                        : Fate::Repeated;
    }

    void add(ForeseenRow row)
    {
        ++m_forecast.rows;
        m_forecast.created += row.fate == Fate::Created;
        m_forecast.unchanged += row.fate == Fate::Unchanged;
        m_forecast.taken += row.fate == Fate::Taken;
        m_forecast.repeated += row.fate == Fate::Repeated;
        m_forecast.wrong += row.fate == Fate::Wrong;
        if (m_forecast.first.size() < ImportForecast::firstRows)
            m_forecast.first.push_back(std::move(row));
        else if (row.fate == Fate::Created || row.fate == Fate::Unchanged)
            return;
        else if (m_forecast.trouble.size() < ImportForecast::mostTrouble)
            m_forecast.trouble.push_back(std::move(row));
        else
            ++m_forecast.troubleLeftOut;
    }

    const QString m_path;
    const UserFormat m_format;
    std::optional<UserBatches> m_file;
    UserBatch m_batch;
    ImportForecast m_forecast;
    std::unordered_map<std::string, UserDraft> m_seen; // new ones, by their e-mail
};

tl::unexpected<Error> cancelled()
{
    return failure(ErrorKind::Cancelled, QStringLiteral("cancelled"),
                   QStringLiteral("Nobody wants to know any more."));
}

} // namespace

Async<Result<ImportForecast>> foreseeImport(UserStore &users, QString path, UserFormat format,
                                            std::stop_token stop)
{
    const auto forecaster = std::make_shared<Forecaster>(std::move(path), format);
    std::vector<ImportFate> fates;
    for (;;) {
        const auto working = QtConcurrent::run(
                [forecaster, fates = std::move(fates)] { return forecaster->next(fates); });
        const auto more = co_await awaitFuture(working);
        if (!more)
            co_return failure(more.error());
        if (!*more)
            co_return forecaster->takeForecast();
        if (stop.stop_requested())
            co_return cancelled();
        auto foreseeing = users.foresee(forecaster->drafts());
        auto foreseen = co_await foreseeing;
        if (!foreseen)
            co_return failure(foreseen.error());
        if (stop.stop_requested())
            co_return cancelled();
        fates = std::move(foreseen->fates);
    }
}

} // namespace frontdesk
