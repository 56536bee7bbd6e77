// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nouserspage.h"

#include "client/curlcommand.h"
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
    ui->curlEdit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    ui->copyCurlButton->setIcon(icon(QStringLiteral("copy")));
    connect(ui->firstUserButton, &QAbstractButton::clicked, this, &NoUsersPage::userRequested);
    connect(ui->sampleButton, &QAbstractButton::clicked, this, &NoUsersPage::samplesRequested);
    connect(ui->examplesButton, &QAbstractButton::clicked, this, &NoUsersPage::examplesRequested);
    connect(ui->copyCurlButton, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(ui->curlEdit->text()); });
    setServerAddress({});
}

NoUsersPage::~NoUsersPage() = default;

void NoUsersPage::setServerAddress(const QUrl &address)
{
    ui->curlPart->setVisible(!address.isEmpty());
    QUrl url = address;
    url.setPath(QStringLiteral("/add-user"));
    ui->curlEdit->setText(curlCommand({ "POST",
                                        url.toEncoded(),
                                        { { "Content-Type", "application/json" } },
                                        R"({"name":"Geek","email":"geeks@gfg.org"})" }));
    ui->curlEdit->setCursorPosition(0);
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
