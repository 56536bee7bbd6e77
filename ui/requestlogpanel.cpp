// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestlogpanel.h"

#include "icons.h"
#include "logactions.h"
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

} // namespace

RequestLogPanel::RequestLogPanel(ExchangeLogModel &model, QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::RequestLogPanel>())
    , m_model(model)
    , m_rows(model)
    , m_export(model)
{
    ui->setupUi(this);
    ui->pauseButton->setIcon(icon(QStringLiteral("pause")));
    ui->followButton->setIcon(icon(QStringLiteral("follow")));
    ui->clearButton->setIcon(icon(QStringLiteral("clear")));
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    ui->headersView->setFont(fixed);
    ui->splitter->setStretchFactor(0, 3);
    ui->splitter->setStretchFactor(1, 2);
    setUpView();
    setUpFilter();
    setUpActions();
    setUpDetails();
    showDetails(false);
    updateCount();
    ui->logView->installEventFilter(this);

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
    setUpTable(*ui->queryView);
    ui->queryView->horizontalHeader()->setStretchLastSection(true);
    ui->queryView->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
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
    filter->setObjectName(QStringLiteral("filterAction"));
    filter->setShortcutContext(Qt::WindowShortcut);
    connect(filter, &QAction::triggered, this, &RequestLogPanel::focusFilter);
    QAction *pause = addShortcut(tr("Pause or Go On"), Qt::CTRL | Qt::Key_E);
    connect(pause, &QAction::triggered, ui->pauseButton, &QAbstractButton::toggle);
    QAction *clearAll = addShortcut(tr("Clear"), Qt::CTRL | Qt::Key_K);
    connect(clearAll, &QAction::triggered, this, &RequestLogPanel::clear);
    m_liveActions = { pause, clearAll };
    QAction *close = addShortcut(tr("Close Details"), Qt::Key_Escape);
    removeAction(close); // Escape is the filter's, too
    ui->splitter->addAction(close);
    connect(close, &QAction::triggered, this, &RequestLogPanel::closeDetails);

    m_actions = new LogActions(*ui->logView, m_rows, this);
    connect(m_actions, &LogActions::openRequested, this, &RequestLogPanel::openRequested);
    connect(m_actions, &LogActions::told, this, &RequestLogPanel::tell);
    connect(m_actions, &LogActions::saveSelectedRequested, this, [this] { askWhereToSave(false); });
    connect(m_actions, &LogActions::saveAllRequested, this, [this] { askWhereToSave(true); });

    tell({});
    connect(&m_export, &HarExport::finished, this, &RequestLogPanel::saved);
    connect(&m_export, &HarExport::progressed, this, [this](qint64 done, qint64 all) {
        ui->exportProgress->setValue(int(done * 100 / std::max<qint64>(all, 1)));
    });
    connect(ui->statusButton, &QAbstractButton::clicked, this, [this] {
        if (m_export.isRunning())
            m_export.cancel();
        else
            tell({});
    });
}

QAction *RequestLogPanel::addShortcut(const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    m_panelActions.append(action);
    return action;
}

QList<QAction *> RequestLogPanel::menuActions() const
{
    return m_panelActions + m_actions->actions();
}

void RequestLogPanel::setServerAddress(const QUrl &address, const QSslCertificate &certificate)
{
    m_actions->setServerAddress(address, certificate);
}

void RequestLogPanel::showExchange(int thread, quint64 id)
{
    int row = m_model.rowCount() - 1;
    while (row >= 0
           && (m_model.exchangeAt(row).id != id || m_model.exchangeAt(row).thread != thread))
        --row;
    const int shown = row < 0 ? -1 : m_rows.rowOf(m_model.firstNumber() + quint64(row));
    if (shown < 0) {
        tell(row < 0 ? tr("That request is not in the log.")
                     : tr("The filter hides that request."));
        return;
    }
    ui->logView->setFollowing(false);
    ui->logView->selectRow(shown);
    ui->logView->scrollTo(m_rows.index(shown, 0), QAbstractItemView::PositionAtCenter);
    ui->logView->setFocus();
}

void RequestLogPanel::showAsArchive()
{
    for (QWidget *live :
         { static_cast<QWidget *>(ui->pauseButton), static_cast<QWidget *>(ui->followButton),
           static_cast<QWidget *>(ui->clearButton) })
        live->hide();
    ui->logView->setFollowing(false);
    for (QAction *action : std::as_const(m_liveActions)) {
        m_panelActions.removeOne(action);
        delete action;
    }
    m_liveActions.clear();
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

bool RequestLogPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == ui->logView)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void RequestLogPanel::clear()
{
    m_model.clear();
    m_presented.reset();
    showDetails(false);
}

} // namespace frontdesk
