// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "tasks/usertransfers.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <stop_token>

namespace frontdesk {

namespace Ui {
class ImportPreview;
}

/// What is in a file of users, and what an import would do with it: the first rows at
/// once, the rest as soon as it has been compared with the table. Both are read in the
/// pool, and nothing is written.
class ImportPreview : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPreview(QWidget *parent = nullptr);
    ~ImportPreview() override;

    void open(const UserTransfers &transfers, const QString &path);
    /// No more of it is compared with the table, which may go then.
    void stop();

    UserFormat format() const;
    bool isAtomic() const;

signals:
    /// The file is being read anew.
    void began();
    /// It has been: @p bytes long, with rows that can be imported.
    void wasRead(qint64 bytes, bool importable);

private:
    void read(std::optional<UserFormat> format);
    void present(const Result<UserPreview> &preview);
    void foresee();
    void present(const Result<ImportForecast> &forecast);
    void presentForecast();
    void addRow(const ForeseenRow &row);

    std::unique_ptr<Ui::ImportPreview> ui;
    UserTransfers m_transfers;
    QString m_path;
    std::optional<ImportForecast> m_forecast; ///< none: not yet
    std::stop_source m_stop; ///< of the last reading: what an older one finds is thrown away
};

} // namespace frontdesk
