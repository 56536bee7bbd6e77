// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestpanel.h"

#include "client/tutorialrequests.h"
#include "icons.h"
#include "models/texts.h"
#include "twolinedelegate.h"
#include "ui_requestpanel.h"

#include <QFontDatabase>
#include <QShortcut>

namespace frontdesk {

RequestPanel::RequestPanel(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::RequestPanel>())
{
    ui->setupUi(this);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    ui->bodyEdit->setFont(fixed);
    ui->headersEdit->setFont(fixed);
    ui->examplesButton->setIcon(icon(QStringLiteral("examples")));
    ui->splitter->setStretchFactor(0, 1);
    ui->splitter->setStretchFactor(1, 2);
    showSending(false);
    fillExamples();

    connect(ui->sendButton, &QAbstractButton::clicked, this, [this] {
        if (m_sender.isSending())
            m_sender.cancel();
        else
            send();
    });
    connect(ui->addressEdit, &QLineEdit::returnPressed, this, &RequestPanel::send);
    connect(ui->examplesButton, &QAbstractButton::clicked, this, &RequestPanel::showExamples);
    connect(&m_sender, &Sender::finished, this, &RequestPanel::present);
    connect(&m_sender, &Sender::received, this, [this](qint64 bytes, qint64 announced) {
        ui->progressLabel->setText(
                announced < 0 ? sizeText(bytes)
                              : tr("%1 of %2").arg(sizeText(bytes), sizeText(announced)));
    });
    for (const auto key : { Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter }) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, &RequestPanel::send);
    }
}

RequestPanel::~RequestPanel() = default;

void RequestPanel::setServerAddress(const QUrl &address, const QSslCertificate &certificate)
{
    m_sender.setTrusted(certificate);
    const bool first = m_serverAddress.isEmpty() && ui->addressEdit->text().isEmpty();
    m_serverAddress = address;
    if (first && !address.isEmpty())
        fillIn(tutorialRequests().constFirst());
}

void RequestPanel::send()
{
    auto outgoing = request();
    ui->inputErrorLabel->showText(outgoing ? QString() : outgoing.error().detail);
    if (!outgoing)
        return;
    showSending(true);
    m_sender.send(std::move(*outgoing));
}

void RequestPanel::focusAddress()
{
    ui->addressEdit->setFocus(Qt::ShortcutFocusReason);
    ui->addressEdit->selectAll();
}

void RequestPanel::showExamples()
{
    ui->answerPages->setCurrentWidget(ui->startPage);
    ui->examplesView->setFocus();
}

void RequestPanel::fillExamples()
{
    const auto examples = tutorialRequests();
    for (const ExampleRequest &example : examples)
        ui->examplesView->addItem(example.title);
    ui->examplesView->setItemDelegate(new TwoLineDelegate(
            [examples](const QModelIndex &index) {
                const ExampleRequest &example = examples[index.row()];
                return TwoLineDelegate::Content {
                    example.title, QString::fromLatin1(example.method + ' ' + example.target),
                    example.expectation, Tone::Info
                };
            },
            this));
    const auto exampleAt = [this, examples](const QListWidgetItem *item) {
        return examples[ui->examplesView->row(item)];
    };
    connect(ui->examplesView, &QListWidget::itemClicked, this,
            [this, exampleAt](QListWidgetItem *item) { fillIn(exampleAt(item)); });
    connect(ui->examplesView, &QListWidget::itemActivated, this,
            [this, exampleAt](QListWidgetItem *item) {
                fillIn(exampleAt(item));
                send();
            });
}

void RequestPanel::fillIn(const ExampleRequest &example)
{
    ui->methodBox->setCurrentText(QString::fromLatin1(example.method));
    ui->addressEdit->setText(m_serverAddress.toString() + QString::fromLatin1(example.target));
    ui->headersEdit->setPlainText(example.headers);
    ui->bodyEdit->setPlainText(example.body);
    ui->inputErrorLabel->showText({});
}

Result<OutgoingRequest> RequestPanel::request() const
{
    OutgoingRequest request;
    request.method = ui->methodBox->currentText().trimmed().toUtf8();
    if (!isToken(request.method))
        return failure(ErrorKind::Invalid, QStringLiteral("invalid_method"),
                       tr("A method is one word, such as GET or PROPFIND."));
    auto address = Address::parse(ui->addressEdit->text(), m_serverAddress);
    if (!address)
        return failure(address.error());
    auto headers = parseHeaders(ui->headersEdit->toPlainText());
    if (!headers)
        return failure(headers.error());
    request.address = std::move(*address);
    request.headers = std::move(*headers);
    request.body = { ui->bodyEdit->toPlainText().toUtf8() };
    return request;
}

void RequestPanel::showSending(bool sending)
{
    ui->sendButton->setText(sending ? tr("Cancel") : tr("Send"));
    ui->sendButton->setIcon(icon(sending ? QStringLiteral("cancel") : QStringLiteral("send")));
    ui->sendButton->setToolTip(sending ? tr("Cancel the request")
                                       : tr("Send the request (Ctrl+Enter)"));
    ui->progressLabel->setText(tr("Sending…"));
    ui->progressLabel->setVisible(sending);
    if (sending) {
        ui->responseView->clear();
        ui->answerPages->setCurrentWidget(ui->answerPage);
    }
}

void RequestPanel::present(const SendOutcome &outcome)
{
    if (m_sender.isSending())
        return; // a newer request is under way
    showSending(false);
    ui->responseView->present(outcome);
    emit answered(outcome);
}

} // namespace frontdesk
