// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harexport.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "models/exchangelogmodel.h"
#include "server/harwriter.h"

#include <QSaveFile>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

constexpr qsizetype slice = 1'000; // rows: copied in a millisecond

} // namespace

/// Used by one piece of work at a time.
struct HarExport::File
{
    File(const QString &path, const QByteArray &origin)
        : file(path)
        , writer(origin)
    { }

    Result<bool> write(const QList<Exchange> &exchanges, bool last)
    {
        if (!file.isOpen()) {
            if (!file.open(QIODevice::WriteOnly))
                return failed();
            file.write(writer.begin());
        }
        for (const Exchange &exchange : exchanges)
            file.write(writer.entry(exchange));
        if (last)
            file.write(writer.end());
        if (file.error() != QFileDevice::NoError || (last && !file.commit()))
            return failed();
        return true;
    }

    tl::unexpected<Error> failed() const
    {
        return failure(ErrorKind::Io, QStringLiteral("not_saved"), file.errorString());
    }

    QSaveFile file;
    HarWriter writer;
};

HarExport::HarExport(const ExchangeLogModel &log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{ }

HarExport::~HarExport() = default;

void HarExport::start(const QString &path, QList<quint64> numbers, const QByteArray &origin)
{
    Q_ASSERT(!isRunning());
    m_file = std::make_shared<File>(path, origin);
    m_numbers = std::move(numbers);
    m_next = 0;
    m_outcome = {};
    m_cancelled = false;
    writeNext();
}

void HarExport::writeNext()
{
    QList<Exchange> exchanges;
    const qsizetype end = std::min(m_next + slice, m_numbers.size());
    exchanges.reserve(end - m_next);
    for (; m_next < end; ++m_next) {
        if (const Exchange *exchange = m_log.find(m_numbers[m_next]))
            exchanges.append(*exchange);
        else
            ++m_outcome.gone;
    }
    m_outcome.saved += exchanges.size();
    const bool last = end == m_numbers.size();
    const auto work = [file = m_file, exchanges, last] { return file->write(exchanges, last); };
    deliver(awaitFuture(QtConcurrent::run(work)), this, [this, last](const Result<bool> &written) {
        emit progressed(m_next, m_numbers.size());
        if (!written)
            finish(written.error().detail);
        else if (last || m_cancelled)
            finish();
        else
            writeNext();
    });
}

void HarExport::finish(const QString &error)
{
    m_file.reset(); // what is not committed goes with it
    m_outcome.error = error;
    m_outcome.cancelled = error.isEmpty() && m_cancelled && m_next < m_numbers.size();
    m_numbers.clear();
    emit finished(m_outcome);
}

} // namespace frontdesk
