// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDialog>

#include <memory>

namespace frontdesk {

class UserStore;

namespace Ui {
class AddUserDialog;
}

/// Asks for a user and stores it; what the store refuses stands beside its field.
class AddUserDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p store outlives the dialog.
    explicit AddUserDialog(UserStore &store, QWidget *parent = nullptr);
    ~AddUserDialog() override;

    void accept() override;

signals:
    void userAdded(qint64 id);

private:
    void present(const Error &error);
    void setBusy(bool busy);

    std::unique_ptr<Ui::AddUserDialog> ui;
    UserStore &m_store;
};

} // namespace frontdesk
