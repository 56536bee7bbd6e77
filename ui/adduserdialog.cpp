// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "adduserdialog.h"

#include "base/deliver.h"
#include "storage/userstore.h"
#include "ui_adduserdialog.h"

#include <QJsonObject>
#include <QPushButton>

namespace frontdesk {

AddUserDialog::AddUserDialog(UserStore &store, QWidget *parent)
    : QDialog(parent)
    , ui(std::make_unique<Ui::AddUserDialog>())
    , m_store(store)
{
    ui->setupUi(this);
    ui->buttonBox->button(QDialogButtonBox::Ok)->setText(tr("Add"));
    ui->buttonBox->button(QDialogButtonBox::Ok)->setToolTip(tr("Add the user"));
    ui->buttonBox->button(QDialogButtonBox::Cancel)->setToolTip(tr("Adds nobody"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    connect(ui->buttonBox, &QDialogButtonBox::accepted, this, &AddUserDialog::accept);
    connect(ui->buttonBox, &QDialogButtonBox::rejected, this, &AddUserDialog::reject);
}

AddUserDialog::~AddUserDialog() = default;

void AddUserDialog::accept()
{
    const auto draft
            = UserDraft::fromJson({ { QStringLiteral("name"), ui->nameEdit->text().trimmed() },
                                    { QStringLiteral("email"), ui->emailEdit->text().trimmed() } });
    if (!draft) {
        present(draft.error());
        return;
    }
    setBusy(true);
    deliver(m_store.create(*draft), this, [this](const Result<User> &user) {
        setBusy(false);
        if (!user) {
            present(user.error());
            return;
        }
        emit userAdded(user->id);
        QDialog::accept();
    });
}

void AddUserDialog::present(const Error &error)
{
    QString name, email;
    for (const FieldError &field : error.fields) {
        QString &text = field.field == QLatin1String("name") ? name : email;
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + field.detail;
    }
    if (error.code == QLatin1String("email_taken") && email.isEmpty())
        email = error.detail;
    ui->nameErrorLabel->showText(name);
    ui->emailErrorLabel->showText(email);
    ui->errorLabel->showText(name.isEmpty() && email.isEmpty() ? error.detail : QString());
    adjustSize();
    (name.isEmpty() && !email.isEmpty() ? ui->emailEdit : ui->nameEdit)->setFocus();
}

void AddUserDialog::setBusy(bool busy)
{
    ui->nameEdit->setReadOnly(busy);
    ui->emailEdit->setReadOnly(busy);
    ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(!busy);
}

} // namespace frontdesk
