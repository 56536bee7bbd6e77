// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlogpanel.h"

#include "icons.h"
#include "models/exchangelogmodel.h"
#include "models/texts.h"
#include "tables.h"
#include "tonedelegate.h"
#include "ui_requestlogpanel.h"

#include <QAction>
#include <QFontDatabase>
#include <QHeaderView>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int rowsSearchedForValues = 1'000;

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
    , m_rows(model)
{
    ui->setupUi(this);
    ui->pauseButton->setIcon(icon(QStringLiteral("pause")));
    ui->followButton->setIcon(icon(QStringLiteral("follow")));
    ui->clearButton->setIcon(icon(QStringLiteral("clear")));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    ui->headersView->setFont(fixed);
    ui->timesView->setFont(fixed);
    ui->splitter->setStretchFactor(0, 3);
    ui->splitter->setStretchFactor(1, 2);
    setUpView();
    setUpFilter();
    setUpActions();
    showDetails(false);
    updateCount();

    connect(ui->pauseButton, &QAbstractButton::toggled, &m_model, &ExchangeLogModel::setPaused);
    connect(&m_model, &ExchangeLogModel::pausedChanged, ui->pauseButton,
            &QAbstractButton::setChecked);
    connect(ui->followButton, &QAbstractButton::toggled, ui->logView, &LogView::setFollowing);
    connect(ui->logView, &LogView::followingChanged, ui->followButton,
            &QAbstractButton::setChecked);
    connect(ui->clearButton, &QAbstractButton::clicked, this, &RequestLogPanel::clear);
    connect(&m_rows, &QAbstractItemModel::modelAboutToBeReset, this, &RequestLogPanel::keepPlace);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &RequestLogPanel::returnToPlace);
    connect(&m_rows, &QAbstractItemModel::rowsInserted, this, &RequestLogPanel::updateCount);
    connect(&m_rows, &FilteredLogModel::filteringChanged, this, &RequestLogPanel::updateCount);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &RequestLogPanel::updateCount);
    connect(&m_model, &ExchangeLogModel::pausedChanged, this, &RequestLogPanel::updateCount);
    connect(&m_model, &ExchangeLogModel::heldChanged, this, &RequestLogPanel::updateCount);
    connect(&m_model, &ExchangeLogModel::notShownChanged, this, &RequestLogPanel::updateCount);
}

RequestLogPanel::~RequestLogPanel() = default;

void RequestLogPanel::setUpView()
{
    LogView *view = ui->logView;
    view->setModel(&m_rows);
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

void RequestLogPanel::setUpFilter()
{
    ui->filterEdit->addAction(icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    ui->filterEdit->setSeenValues([this](ExchangeFilter::Key key) { return seenValues(key); });
    connect(ui->filterEdit, &FilterField::filterChanged, &m_rows, &FilteredLogModel::setFilter);
    connect(ui->filterEdit, &FilterField::errorChanged, this, &RequestLogPanel::presentFilterError);
    connect(ui->filterEdit, &FilterField::left, ui->logView, qOverload<>(&QWidget::setFocus));
}

void RequestLogPanel::setUpActions()
{
    QAction *filter = addShortcut(tr("Filter"), QKeySequence::Find);
    filter->setShortcutContext(Qt::WindowShortcut);
    connect(filter, &QAction::triggered, this, &RequestLogPanel::focusFilter);
    connect(addShortcut(tr("Pause"), Qt::CTRL | Qt::Key_E), &QAction::triggered, ui->pauseButton,
            &QAbstractButton::toggle);
    connect(addShortcut(tr("Clear"), Qt::CTRL | Qt::Key_K), &QAction::triggered, this,
            &RequestLogPanel::clear);
}

QAction *RequestLogPanel::addShortcut(const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void RequestLogPanel::focusFilter()
{
    ui->filterEdit->setFocus(Qt::ShortcutFocusReason);
    ui->filterEdit->selectAll();
}

void RequestLogPanel::updateCount()
{
    const int all = m_model.rowCount();
    const int shown = m_rows.rowCount();
    QStringList parts;
    if (m_rows.isFiltering())
        parts << tr("Filtering…");
    else if (shown < all)
        parts << tr("%1 of %2 requests").arg(countText(shown), countText(all));
    else
        parts << (all == 1 ? tr("1 request") : tr("%1 requests").arg(countText(all)));
    if (m_model.notShown())
        parts << tr("%1 more were let go").arg(countText(m_model.notShown()));
    if (m_model.isPaused())
        parts << tr("paused, %1 held back").arg(countText(m_model.held()));
    ui->countLabel->setText(parts.join(QStringLiteral(" · ")));
}

/// Under the place it is about, as far as there is room.
void RequestLogPanel::presentFilterError()
{
    const auto &error = ui->filterEdit->error();
    ErrorLabel *label = ui->filterErrorLabel;
    label->showText(error ? error->detail : QString());
    if (!error)
        return;
    const int room = width() - label->fontMetrics().horizontalAdvance(error->detail) - 16;
    label->setIndent(std::clamp(ui->filterEdit->errorX(), 0, std::max(0, room)));
}

void RequestLogPanel::keepPlace()
{
    const int top = ui->logView->rowAt(0);
    m_topNumber = top >= 0 && top < m_rows.rowCount() ? m_rows.numberOf(top) : 0;
}

/// Another filter: what was selected stays so, and what was in view stays there.
void RequestLogPanel::returnToPlace()
{
    updateCount();
    LogView *view = ui->logView;
    const int row = m_presented ? m_rows.rowOf(*m_presented) : -1;
    if (row >= 0)
        view->selectionModel()->setCurrentIndex(m_rows.index(row, 0),
                                                QItemSelectionModel::ClearAndSelect
                                                        | QItemSelectionModel::Rows);
    if (view->isFollowing() || m_rows.rowCount() == 0)
        return;
    const int top = std::min(m_rows.rowFrom(m_topNumber), m_rows.rowCount() - 1);
    view->scrollTo(m_rows.index(top, 0), QAbstractItemView::PositionAtTop);
    if (row >= 0)
        view->scrollTo(m_rows.index(row, 0));
}

/// The newest values of the log, for the field to offer.
QStringList RequestLogPanel::seenValues(ExchangeFilter::Key key) const
{
    QStringList values;
    const int oldest = std::max(0, m_model.rowCount() - rowsSearchedForValues);
    for (int row = m_model.rowCount() - 1; row >= oldest && values.size() < 50; --row) {
        const Exchange &exchange = m_model.exchangeAt(row);
        QByteArray value;
        if (key == ExchangeFilter::Key::Path)
            value = exchange.texts.target().toByteArray().split('?').constFirst();
        else if (key == ExchangeFilter::Key::Client)
            value = exchange.client.left(exchange.client.lastIndexOf(':'));
        const QString text = QString::fromUtf8(value);
        if (!text.isEmpty() && !values.contains(text))
            values.append(text);
    }
    return values;
}

/// The details stay when the row has left the log.
void RequestLogPanel::presentSelected()
{
    const auto selected = ui->logView->selectionModel()->selectedRows();
    if (selected.isEmpty())
        return;
    const quint64 number = m_rows.numberOf(selected.first().row());
    if (m_presented == number)
        return; // selected again after another filter
    m_presented = number;
    present(m_rows.exchangeAt(selected.first().row()));
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
    m_presented.reset();
    showDetails(false);
}

} // namespace frontdesk
