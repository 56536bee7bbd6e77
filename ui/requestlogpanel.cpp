// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlogpanel.h"

#include "icons.h"
#include "models/exchangelogmodel.h"
#include "models/texts.h"
#include "tables.h"
#include "tonedelegate.h"
#include "ui_requestlogpanel.h"

#include <QFontDatabase>
#include <QHeaderView>

namespace frontdesk {

namespace {

/// The value of a field in the head of an exchange; empty where there is none.
QByteArray field(QByteArrayView head, QByteArrayView name)
{
    for (const QByteArray &line : head.toByteArray().split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && QByteArrayView(line).first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
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

QString timesText(const ExchangeTimes &times)
{
    struct Station
    {
        QString name;
        qint64 atNs;
    };
    const Station stations[] = {
        { RequestLogPanel::tr("Dispatched"), times.dispatchedNs },
        { RequestLogPanel::tr("Handler began"), times.handlerNs },
        { RequestLogPanel::tr("Database began"), times.databaseBeganNs },
        { RequestLogPanel::tr("Database done"), times.databaseDoneNs },
        { RequestLogPanel::tr("Answered"), times.answeredNs },
        { RequestLogPanel::tr("Written"), times.writtenNs },
    };
    QString text = RequestLogPanel::tr("After the last byte of the request:\n");
    for (const auto &[name, atNs] : stations) {
        if (atNs)
            text += QStringLiteral("%1 %2\n").arg(name, -16).arg(
                    durationText(atNs - times.receivedNs), 10);
    }
    return text;
}

} // namespace

RequestLogPanel::RequestLogPanel(ExchangeLogModel &model, QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::RequestLogPanel>())
    , m_model(model)
{
    ui->setupUi(this);
    ui->followButton->setIcon(icon(QStringLiteral("follow")));
    ui->clearButton->setIcon(icon(QStringLiteral("clear")));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    ui->headersView->setFont(fixed);
    ui->timesView->setFont(fixed);
    ui->splitter->setStretchFactor(0, 3);
    ui->splitter->setStretchFactor(1, 2);
    setUpView();
    showDetails(false);
    updateCount();

    connect(ui->followButton, &QAbstractButton::toggled, ui->logView, &LogView::setFollowing);
    connect(ui->logView, &LogView::followingChanged, ui->followButton,
            &QAbstractButton::setChecked);
    connect(ui->clearButton, &QAbstractButton::clicked, this, &RequestLogPanel::clear);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &RequestLogPanel::updateCount);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RequestLogPanel::updateCount);
    connect(&m_model, &ExchangeLogModel::notShownChanged, this, &RequestLogPanel::updateCount);
}

RequestLogPanel::~RequestLogPanel() = default;

void RequestLogPanel::setUpView()
{
    LogView *view = ui->logView;
    view->setModel(&m_model);
    setUpTable(*view);
    view->setItemDelegateForColumn(
            ExchangeLogModel::Status,
            new ToneDelegate(
                    [](const QModelIndex &index) {
                        return toneOfStatus(index.data(ExchangeLogModel::SortRole).toInt());
                    },
                    view));
    view->horizontalHeader()->setSectionResizeMode(ExchangeLogModel::Target, QHeaderView::Stretch);
    fitColumn(*view, ExchangeLogModel::Time, "00:00:00.000");
    fitColumn(*view, ExchangeLogModel::Method, "OPTIONS");
    fitColumn(*view, ExchangeLogModel::Status, "Status");
    fitColumn(*view, ExchangeLogModel::Client, "127.0.0.1:00000");
    fitColumn(*view, ExchangeLogModel::Duration, "000.0 ms");
    fitColumn(*view, ExchangeLogModel::Size, "000.0 KiB");
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RequestLogPanel::presentSelected);
}

void RequestLogPanel::updateCount()
{
    const int rows = m_model.rowCount();
    if (m_model.notShown())
        ui->countLabel->setText(tr("%1 shown, %2 more were let go")
                                        .arg(countText(rows), countText(m_model.notShown())));
    else
        ui->countLabel->setText(rows == 1 ? tr("1 request")
                                          : tr("%1 requests").arg(countText(rows)));
}

/// The details stay when the row has left the log.
void RequestLogPanel::presentSelected()
{
    const auto selected = ui->logView->selectionModel()->selectedRows();
    if (!selected.isEmpty())
        present(m_model.exchangeAt(selected.first().row()));
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
                                  field(exchange.texts.responseHead(), "Content-Type"),
                                  keptNote(exchange.responseBody, exchange.responseBodySize));
    ui->requestBodyView->setBody(exchange.requestBody,
                                 field(exchange.texts.requestHead(), "Content-Type"),
                                 keptNote(exchange.requestBody, exchange.requestBodySize));
    ui->headersView->setPlainText(headersText(exchange));
    ui->timesView->setPlainText(timesText(exchange.times));
}

/// The table gives up its client, which the details tell, or its paths would get
/// too narrow.
void RequestLogPanel::showDetails(bool shown)
{
    ui->detailsPage->setVisible(shown);
    ui->logView->setColumnHidden(ExchangeLogModel::Client, shown);
}

void RequestLogPanel::clear()
{
    m_model.clear();
    showDetails(false);
}

} // namespace frontdesk
