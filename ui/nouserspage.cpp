// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nouserspage.h"

#include "icons.h"
#include "ui_nouserspage.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>

namespace frontdesk {

NoUsersPage::NoUsersPage(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::NoUsersPage>())
{
    ui->setupUi(this);
    ui->curlLabel->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    ui->copyCurlButton->setIcon(icon(QStringLiteral("copy")));
    connect(ui->firstUserButton, &QAbstractButton::clicked, this, &NoUsersPage::userRequested);
    connect(ui->sampleButton, &QAbstractButton::clicked, this, &NoUsersPage::samplesRequested);
    connect(ui->examplesButton, &QAbstractButton::clicked, this, &NoUsersPage::examplesRequested);
    connect(ui->copyCurlButton, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(ui->curlLabel->text()); });
    setServerAddress({});
}

NoUsersPage::~NoUsersPage() = default;

void NoUsersPage::setServerAddress(const QUrl &address)
{
    ui->curlPart->setVisible(!address.isEmpty());
    // As the tutorial's readers would type it; an address has nothing to be quoted.
    ui->curlLabel->setText(QStringLiteral("curl %1/add-user -H 'Content-Type: application/json' "
                                          "-d '{\"name\":\"Geek\",\"email\":\"geeks@gfg.org\"}'")
                                   .arg(address.toString()));
}

void NoUsersPage::setReady(bool ready)
{
    ui->firstUserButton->setEnabled(ready);
    ui->sampleButton->setEnabled(ready);
}

void NoUsersPage::setBusy(bool busy)
{
    setReady(!busy);
    ui->sampleButton->setText(busy ? tr("Adding them…") : tr("Add 100 sample users"));
}

} // namespace frontdesk
