// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responseview.h"

#include "colours.h"
#include "models/texts.h"
#include "ui_responseview.h"

#include <QFontDatabase>

namespace frontdesk {

namespace {

QString statusLine(const SendOutcome &outcome, const QPalette &palette)
{
    const IncomingResponse &response = outcome.response;
    const QString status = QStringLiteral("%1 %2")
                                   .arg(response.status)
                                   .arg(QString::fromLatin1(response.reason))
                                   .trimmed();
    return QStringLiteral("<b style='color:%1'>%2</b> · %3 · %4")
            .arg(colour(toneOfStatus(response.status), palette).name(), status.toHtmlEscaped(),
                 durationText(outcome.times.doneNs), sizeText(response.body.size()));
}

/// What is missing of a body that was too large to keep.
QString cutNote(const IncomingResponse &response)
{
    if (!response.bodyCut)
        return {};
    if (response.announcedSize < 0)
        return ResponseView::tr("Only the first %1 were read; the rest was left out.")
                .arg(sizeText(response.body.size()));
    return ResponseView::tr("Only the first %1 of %2 were read; the rest was left out.")
            .arg(sizeText(response.body.size()), sizeText(response.announcedSize));
}

QString headersText(const IncomingResponse &response)
{
    QString text = QStringLiteral("HTTP/%1.%2 %3 %4\n")
                           .arg(response.version / 10)
                           .arg(response.version % 10)
                           .arg(response.status)
                           .arg(QString::fromLatin1(response.reason));
    for (const HeaderField &field : response.headers)
        text += QString::fromLatin1(field.name + QByteArray(": ") + field.value) + u'\n';
    return text;
}

QString timingText(const SendTimes &times)
{
    struct Station
    {
        QString name;
        qint64 atNs;
    };
    const Station stations[] = {
        { ResponseView::tr("Name resolved"), times.resolvedNs },
        { ResponseView::tr("Connected"), times.connectedNs },
        { ResponseView::tr("TLS agreed"), times.securedNs },
        { ResponseView::tr("Request sent"), times.sentNs },
        { ResponseView::tr("First byte"), times.firstByteNs },
        { ResponseView::tr("Done"), times.doneNs },
    };
    QString text;
    qint64 before = 0;
    for (const auto &[name, atNs] : stations) {
        if (atNs < 0)
            continue;
        text += QStringLiteral("%1 %2   (+%3)\n")
                        .arg(name, -16)
                        .arg(durationText(atNs), 10)
                        .arg(durationText(atNs - before));
        before = atNs;
    }
    return text;
}

} // namespace

ResponseView::ResponseView(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::ResponseView>())
{
    ui->setupUi(this);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    ui->headersView->setFont(fixed);
    ui->timingView->setFont(fixed);
}

ResponseView::~ResponseView() = default;

void ResponseView::present(const SendOutcome &outcome)
{
    const IncomingResponse &response = outcome.response;
    const bool answered = response.status != 0;
    ui->statusLabel->setText(
            answered ? statusLine(outcome, palette())
                     : tr("<b>No answer</b> · %1").arg(durationText(outcome.times.doneNs)));
    ui->errorLabel->showText(outcome.error);
    ui->bodyView->setBody(response.body.toByteArray(), response.header("Content-Type"),
                          cutNote(response));
    ui->headersView->setPlainText(answered ? headersText(response) : QString());
    ui->timingView->setPlainText(timingText(outcome.times));
}

void ResponseView::clear()
{
    ui->statusLabel->clear();
    ui->errorLabel->showText({});
    ui->bodyView->clear();
    ui->headersView->clear();
    ui->timingView->clear();
}

} // namespace frontdesk
