// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RequestLogPanel that shows all about one exchange.
#include "base/fieldlines.h"
#include "models/exchangelogmodel.h"
#include "models/texts.h"
#include "requestlogpanel.h"
#include "ui_requestlogpanel.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int pathChars = 20; // that a path has room for before other columns have any

QByteArray contentType(QByteArrayView head)
{
    return fieldValue(head, "Content-Type").toByteArray();
}

/// What the log doesn't keep of a body.
QString keptNote(const QByteArray &kept, qint64 size)
{
    if (kept.size() >= size)
        return {};
    if (kept.isEmpty())
        return RequestLogPanel::tr("The log has let go of this body of %1.").arg(sizeText(size));
    return RequestLogPanel::tr("The log keeps the first %1 of %2.")
            .arg(sizeText(kept.size()), sizeText(size));
}

QString headersText(const Exchange &exchange)
{
    return QStringLiteral("%1 %2\n%3\n%4\n%5")
            .arg(QString::fromLatin1(exchange.method), QString::fromUtf8(exchange.texts.target()),
                 QString::fromLatin1(exchange.texts.requestHead()),
                 QString::number(exchange.status),
                 QString::fromLatin1(exchange.texts.responseHead()))
            .remove(u'\r');
}

} // namespace

void RequestLogPanel::setUpDetails()
{
    QTabWidget *tabs = ui->detailsTabs;
    tabs->setMinimumHeight(4 * fontMetrics().height()); // in a low dock what is in them scrolls
    const QStringList tips { tr("What the server answered"), tr("What the client sent"),
                             tr("Header fields of request and answer"),
                             tr("The query's fields, decoded"), tr("What took how long") };
    for (int i = 0; i < tabs->count(); ++i)
        tabs->setTabToolTip(i, tips.value(i));
}

/// Those of the row with the focus, where several are selected. They stay when
/// it has left the log.
void RequestLogPanel::presentSelected()
{
    const QItemSelectionModel &selection = *ui->logView->selectionModel();
    const QModelIndex current = selection.currentIndex();
    if (!current.isValid() || !selection.isSelected(current))
        return;
    const quint64 number = m_rows.numberOf(current.row());
    if (m_presented == number)
        return; // selected again after another filter
    m_presented = number;
    present(m_rows.exchangeAt(current.row()));
}

void RequestLogPanel::closeDetails()
{
    ui->logView->clearSelection();
    ui->logView->setFocus();
    m_presented.reset();
    showDetails(false);
}

void RequestLogPanel::present(const Exchange &exchange)
{
    showDetails(true);
    ui->detailsLabel->setText(
            tr("%1 %2 → %3 · %4 · from %5")
                    .arg(QString::fromLatin1(exchange.method),
                         QString::fromUtf8(exchange.texts.target().first(
                                 qMin<qsizetype>(200, exchange.texts.target().size()))),
                         exchange.status ? QString::number(exchange.status) : tr("the client left"),
                         durationText(exchange.durationNs()),
                         QString::fromLatin1(exchange.client)));
    ui->responseBodyView->setBody(exchange.responseBody,
                                  { contentType(exchange.texts.responseHead()), {} },
                                  keptNote(exchange.responseBody, exchange.responseBodySize));
    ui->requestBodyView->setBody(exchange.requestBody,
                                 { contentType(exchange.texts.requestHead()), {} },
                                 keptNote(exchange.requestBody, exchange.requestBodySize));
    ui->headersView->setPlainText(headersText(exchange));
    presentQuery(exchange);
    ui->timesView->setTimes(exchange.times, exchange.durationNs(),
                            tr("In server thread %1").arg(exchange.thread));
}

void RequestLogPanel::presentQuery(const Exchange &exchange)
{
    const auto fields = formFields(queryOf(exchange.texts.target()));
    ui->queryView->setRowCount(int(fields.size()));
    for (int row = 0; row < fields.size(); ++row) {
        ui->queryView->setItem(row, 0, new QTableWidgetItem(fields[row].name));
        ui->queryView->setItem(row, 1, new QTableWidgetItem(fields[row].value));
    }
    ui->detailsTabs->setTabText(ui->detailsTabs->indexOf(ui->queryTab),
                                fields.isEmpty() ? tr("Query")
                                                 : tr("Query (%1)").arg(fields.size()));
}

void RequestLogPanel::showDetails(bool shown)
{
    ui->detailsPage->setVisible(shown);
    fitColumns();
}

/// The path keeps its room: the others go as far as it needs that, and all beside
/// the details, which say the rest.
void RequestLogPanel::fitColumns()
{
    LogView *view = ui->logView;
    const bool details = !ui->detailsPage->isHidden();
    const auto optional
            = { ExchangeLogModel::Client, ExchangeLogModel::Size, ExchangeLogModel::Duration };
    for (const auto column : optional)
        view->setColumnHidden(column, details);
    if (details)
        return;
    int room = view->width() - view->verticalScrollBar()->sizeHint().width()
            - pathChars * view->fontMetrics().averageCharWidth();
    for (int column = 0; column < m_rows.columnCount(); ++column) {
        if (column != ExchangeLogModel::Target)
            room -= view->columnWidth(column);
    }
    for (const auto column : optional) {
        if (room >= 0)
            return;
        room += view->columnWidth(column);
        view->hideColumn(column);
    }
}

} // namespace frontdesk
