// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responseview.h"

#include "colours.h"
#include "models/texts.h"
#include "ui_responseview.h"

#include <QFontDatabase>

#include <utility>

namespace frontdesk {

namespace {

/// The status in its colour.
QString statusChip(const IncomingResponse &response, const QPalette &palette)
{
    const bool answered = response.status != 0;
    const QString status = answered ? QStringLiteral("%1 %2")
                                              .arg(response.status)
                                              .arg(QString::fromLatin1(response.reason))
                                              .trimmed()
                                    : ResponseView::tr("No answer");
    const QColor tone = colour(answered ? toneOfStatus(response.status) : Tone::Bad, palette);
    return QStringLiteral("<span style='background:%1; color:%2; font-weight:600'>"
                          "&nbsp;&nbsp;%3&nbsp;&nbsp;</span>&nbsp; ")
            .arg(tone.name(), palette.color(QPalette::Base).name(), status.toHtmlEscaped());
}

/// With time and size.
QString statusLine(const SendOutcome &outcome, const QPalette &palette)
{
    const IncomingResponse &response = outcome.response;
    QString line = statusChip(response, palette) + durationText(outcome.times.doneNs);
    if (response.status != 0)
        line += QStringLiteral(" · ") + sizeText(response.body.size());
    return line;
}

/// What is missing of the body: it was too large to keep, or its Content-Length is wrong.
QString cutNote(const IncomingResponse &response)
{
    if (response.hasExcess && response.announcedSize >= 0)
        return ResponseView::tr("More came than the %1 that Content-Length announces; the rest was "
                                "left out.")
                .arg(sizeText(response.announcedSize));
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

} // namespace

ResponseView::ResponseView(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::ResponseView>())
{
    ui->setupUi(this);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    ui->headersView->setFont(fixed);
}

ResponseView::~ResponseView() = default;

void ResponseView::present(const SendOutcome &outcome)
{
    m_outcome = outcome;
    m_presented = true;
    m_coming = false;
    const IncomingResponse &response = outcome.response;
    showStatus();
    ui->errorLabel->showText(outcome.error);
    ui->bodyView->setBody(response.body,
                          { response.header("Content-Type"), response.header("Content-Encoding") },
                          cutNote(response));
    showHead(response);
    showTiming(nullptr);
}

void ResponseView::presentMore(const IncomingResponse &head, const QByteArray &bytes)
{
    if (!std::exchange(m_coming, true)) {
        m_outcome.response = head;
        showStatus();
        showHead(head);
    }
    ui->bodyView->append(bytes);
}

void ResponseView::showHead(const IncomingResponse &response)
{
    ui->headersView->setPlainText(response.status ? headersText(response) : QString());
    ui->tabs->setTabText(1,
                         response.headers.isEmpty()
                                 ? tr("Headers")
                                 : tr("Headers (%1)").arg(response.headers.size()));
}

void ResponseView::showStatus()
{
    QString line;
    if (m_presented)
        line = statusLine(m_outcome, palette());
    else if (m_coming)
        line = statusChip(m_outcome.response, palette());
    ui->statusLabel->setText(line);
}

void ResponseView::showTiming(const Exchange *exchange)
{
    const QString caption = exchange
            ? tr("Client and server on one clock; server thread %1").arg(exchange->thread)
            : tr("As the client saw it");
    ui->timingView->setPhases(phasesOf(m_outcome.times, exchange ? &exchange->times : nullptr),
                              m_outcome.times.doneNs, caption, tr("n/a"));
}

void ResponseView::showServerSide(const Exchange &exchange)
{
    if (m_presented)
        showTiming(&exchange);
}

void ResponseView::openFindBar()
{
    ui->tabs->setCurrentIndex(0);
    ui->bodyView->openFindBar();
}

void ResponseView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showStatus();
}

void ResponseView::clear()
{
    m_presented = m_coming = false;
    m_outcome = {};
    showStatus();
    ui->errorLabel->showText({});
    ui->bodyView->clear();
    ui->headersView->clear();
    ui->tabs->setTabText(1, tr("Headers"));
    ui->timingView->setPhases({}, 0, {}, {});
}

} // namespace frontdesk
