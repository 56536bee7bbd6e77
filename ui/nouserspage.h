// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>
#include <QWidget>

#include <memory>

namespace frontdesk {

namespace Ui {
class NoUsersPage;
}

/// What stands in the place of an empty table: ways to put users into it.
class NoUsersPage : public QWidget
{
    Q_OBJECT

public:
    explicit NoUsersPage(QWidget *parent = nullptr);
    ~NoUsersPage() override;

    /// Where the command line finds the server; empty: it is stopped.
    void setServerAddress(const QUrl &address);
    /// Whether users can be added now.
    void setReady(bool ready);
    /// While the samples are on their way.
    void setBusy(bool busy);

signals:
    void userRequested();
    void samplesRequested();
    void examplesRequested();

private:
    std::unique_ptr<Ui::NoUsersPage> ui;
};

} // namespace frontdesk
