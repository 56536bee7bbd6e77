// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskspanel.h"

#include "base/deliver.h"
#include "base/jsonwriter.h"
#include "icons.h"
#include "models/tasktreemodel.h"
#include "models/texts.h"
#include "progressdelegate.h"
#include "storage/taskstore.h"
#include "tasks/taskengine.h"
#include "tonedelegate.h"
#include "ui_taskspanel.h"

#include <QAction>
#include <QHeaderView>

namespace frontdesk {

namespace {

constexpr int anyState = -1, openStates = -2; // beside the states in their box

/// One that repeats has another waiting.
bool canBeCancelled(const Task &task)
{
    return task.state != TaskState::Cancelling && (!isFinal(task.state) || task.everyMs);
}

bool canBeRetried(const Task &task)
{
    return !task.parent && (task.state == TaskState::Failed || task.state == TaskState::Cancelled);
}

} // namespace

TasksPanel::TasksPanel(TaskTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::TasksPanel>())
    , m_model(model)
{
    ui->setupUi(this);
    ui->startButton->setIcon(icon(QStringLiteral("start")));
    ui->startButton->setShortcut(Qt::CTRL | Qt::Key_B);
    m_filter.setSourceModel(&m_model);
    setUpView();
    setUpFilters();
    setUpActions();
    updateCount();
    connect(ui->startButton, &QAbstractButton::clicked, this, &TasksPanel::start);
    connect(&m_model, &TaskTreeModel::unfinishedCountChanged, this, &TasksPanel::updateCount);
    for (const auto signal :
         { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_filter, signal, this, &TasksPanel::updateCount);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &TasksPanel::updateCount);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &TasksPanel::updateKinds);
}

TasksPanel::~TasksPanel() = default;

void TasksPanel::setEngine(TaskEngine *engine)
{
    m_engine = engine;
    ui->startButton->setEnabled(engine);
    updateActions();
}

bool TasksPanel::showTask(qint64 id)
{
    const QModelIndex task = m_model.indexOf(id);
    if (!task.isValid())
        return false;
    if (!m_filter.mapFromSource(task).isValid()) {
        ui->stateBox->setCurrentIndex(0);
        ui->kindBox->setCurrentIndex(0);
    }
    const QModelIndex index = m_filter.mapFromSource(task);
    ui->tasksView->setCurrentIndex(index);
    ui->tasksView->scrollTo(index); // expands its parents
    return true;
}

void TasksPanel::setUpView()
{
    QTreeView *view = ui->tasksView;
    view->setModel(&m_filter);
    view->setItemDelegateForColumn(
            TaskTreeModel::State,
            new ToneDelegate(
                    [](const QModelIndex &index) {
                        return toneOfState(TaskState(index.data(TaskTreeModel::StateRole).toInt()));
                    },
                    view));
    view->setItemDelegateForColumn(TaskTreeModel::Progress, new ProgressDelegate(view));
    QHeaderView *header = view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(TaskTreeModel::Progress, QHeaderView::Stretch);
    const auto fit = [&](int column, const char *widest) {
        header->resizeSection(column, fontMetrics().horizontalAdvance(QLatin1String(widest)) + 18);
    };
    fit(TaskTreeModel::Name, "      http_request #0000");
    fit(TaskTreeModel::State, "completed");
    fit(TaskTreeModel::Created, "00:00:00");
    fit(TaskTreeModel::Duration, "00 min 00 s");
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TasksPanel::updateActions);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &TasksPanel::updateActions);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &TasksPanel::updateActions);
}

void TasksPanel::setUpFilters()
{
    ui->stateBox->addItem(tr("Any state"), anyState);
    ui->stateBox->addItem(tr("Not ended"), openStates);
    for (const auto state :
         { TaskState::Scheduled, TaskState::Queued, TaskState::Running, TaskState::Retrying,
           TaskState::Cancelling, TaskState::Completed, TaskState::Failed, TaskState::Cancelled })
        ui->stateBox->addItem(TaskTreeModel::stateText(state), int(state));
    ui->kindBox->addItem(tr("Any kind"));
    for (QComboBox *box : { ui->stateBox, ui->kindBox })
        connect(box, &QComboBox::currentIndexChanged, this, &TasksPanel::applyFilter);
}

void TasksPanel::setUpActions()
{
    m_cancel = addAction(tr("Cancel"), tr("Cancel the task and all that it holds (Del)"),
                         QKeySequence::Delete, &TasksPanel::cancelSelected);
    m_cancel->setIcon(icon(QStringLiteral("cancel")));
    ui->cancelButton->setDefaultAction(m_cancel);
    m_retry = addAction(tr("Run Again"), tr("Run the failed or cancelled task again (Ctrl+R)"),
                        Qt::CTRL | Qt::Key_R, &TasksPanel::retrySelected);
    m_retry->setIcon(icon(QStringLiteral("retry")));
    ui->retryButton->setDefaultAction(m_retry);
    ui->tasksView->setContextMenuPolicy(Qt::ActionsContextMenu);
    updateActions();
}

QAction *TasksPanel::addAction(const QString &text, const QString &tip, const QKeySequence &keys,
                               void (TasksPanel::*slot)())
{
    auto *action = new QAction(text, this);
    action->setToolTip(tip);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    ui->tasksView->addAction(action);
    return action;
}

const Task *TasksPanel::selected() const
{
    const QModelIndex index = m_filter.mapToSource(ui->tasksView->currentIndex());
    return index.isValid() ? &TaskTreeModel::taskAt(index) : nullptr;
}

void TasksPanel::updateCount()
{
    const int tasks = m_model.size();
    ui->countLabel->setText(
            tasks ? tr("%1 tasks · %2 not ended")
                            .arg(countText(tasks), countText(m_model.unfinishedCount()))
                  : QString());
    ui->pages->setCurrentWidget(m_filter.rowCount() ? ui->treePage
                                        : tasks     ? ui->noMatchPage
                                                    : ui->emptyPage);
}

/// Those that have been seen.
void TasksPanel::updateKinds()
{
    for (const QString &kind : m_model.kinds()) {
        if (ui->kindBox->findText(kind) < 0)
            ui->kindBox->addItem(kind, kind);
    }
}

void TasksPanel::updateActions()
{
    const Task *task = selected();
    m_cancel->setEnabled(m_engine && task && canBeCancelled(*task));
    m_retry->setEnabled(m_engine && task && canBeRetried(*task));
}

void TasksPanel::applyFilter()
{
    const int state = ui->stateBox->currentData().toInt();
    m_filter.show(state < 0 ? std::nullopt : std::optional(TaskState(state)),
                  state == openStates ? TaskFilter::Ended::Open : TaskFilter::Ended::Either,
                  ui->kindBox->currentData().toString());
    if (m_filter.isActive())
        ui->tasksView->expandAll(); // what matches may stand below what doesn't
    ui->tasksView->scrollTo(ui->tasksView->currentIndex());
    updateCount();
}

void TasksPanel::start()
{
    TaskDraft draft;
    draft.kind = "sleep";
    draft.params = JsonWriter()
                           .beginObject()
                           .key("seconds")
                           .value(ui->secondsBox->value())
                           .endObject()
                           .bytes();
    deliver(m_engine->submit(draft), this, [this](const Result<TaskInsertion> &task) {
        if (!task)
            emit orderFailed(tr("The task could not be started: %1").arg(task.error().detail));
    });
}

void TasksPanel::cancelSelected()
{
    if (const Task *task = selected())
        report(m_engine->cancel(task->id),
               tr("%1 could not be cancelled: %2").arg(taskName(*task)));
}

void TasksPanel::retrySelected()
{
    if (const Task *task = selected())
        report(m_engine->restart(task->id),
               tr("%1 could not be run again: %2").arg(taskName(*task)));
}

/// What it changed comes with the model's next batch.
void TasksPanel::report(Async<Result<Task>> order, const QString &failure)
{
    deliver(std::move(order), this, [this, failure](const Result<Task> &task) {
        if (!task)
            emit orderFailed(failure.arg(task.error().detail));
    });
}

} // namespace frontdesk
