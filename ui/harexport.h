// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace frontdesk {

class ExchangeLogModel;

/// Saves rows of the log in a file, as an HTTP Archive 1.2. A slice at a time is
/// copied here and written on a pool thread, so the window goes on; the file is
/// there once all of it is.
class HarExport : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        qint64 saved = 0;
        qint64 gone = 0; ///< had left the log before their turn
        bool cancelled = false; ///< then there is no file
        QString error; ///< why there is no file
    };

    /// @p log outlives the export.
    explicit HarExport(const ExchangeLogModel &log, QObject *parent = nullptr);
    ~HarExport() override;

    /// @p numbers of rows, ascending; see ExchangeLogModel::firstNumber(). Not
    /// while another one runs.
    void start(const QString &path, QList<quint64> numbers, const QByteArray &origin);
    void cancel() { m_cancelled = true; }
    bool isRunning() const { return m_file != nullptr; }

signals:
    void progressed(qint64 done, qint64 all);
    void finished(const frontdesk::HarExport::Outcome &outcome);

private:
    struct File;

    void writeNext();
    void finish(const QString &error = {});

    const ExchangeLogModel &m_log;
    std::shared_ptr<File> m_file; ///< shared with the work that is under way
    QList<quint64> m_numbers;
    qsizetype m_next = 0;
    Outcome m_outcome;
    bool m_cancelled = false;
};

} // namespace frontdesk
