// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskspanel.h"

#include "base/deliver.h"
#include "base/jsonwriter.h"
#include "flowlayout.h"
#include "icons.h"
#include "models/tasktexts.h"
#include "models/tasktreemodel.h"
#include "models/texts.h"
#include "newtaskdialog.h"
#include "progressdelegate.h"
#include "storage/taskstore.h"
#include "taskdetails.h"
#include "tasks/taskengine.h"
#include "tonedelegate.h"
#include "ui_taskspanel.h"

#include <QAction>
#include <QHeaderView>
#include <QResizeEvent>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int anyState = -1, openStates = -2; // beside the states in their box
constexpr int wideEnough = 600; // for the details beside the tree: below it otherwise
constexpr int wideEnoughForTimes = 480; // beside names that can be told apart

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
    ui->startButton->setWhatsThis(tr("Start a Task")); // beside its key
    ui->startButton->setShortcut(Qt::CTRL | Qt::Key_B);
    m_filter.setSourceModel(&m_model);
    setUpBar();
    setUpView();
    setUpFilters();
    setUpActions();
    setUpDetails();
    updateCount();
    connect(ui->startButton, &QAbstractButton::clicked, this, &TasksPanel::start);
    connect(&m_model, &TaskTreeModel::unfinishedCountChanged, this, &TasksPanel::updateCount);
    for (const auto signal :
         { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_filter, signal, this, &TasksPanel::updateCount);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &TasksPanel::updateCount);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &TasksPanel::updateKinds);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this,
            [this] { showWhenThere(m_awaited); });
}

TasksPanel::~TasksPanel() = default;

void TasksPanel::setEngine(TaskEngine *engine)
{
    m_engine = engine;
    ui->startButton->setEnabled(engine);
    delete m_form.data(); // it has the engine that was
    updateActions();
}

void TasksPanel::setStore(TaskStore *store, const std::optional<TaskFiles> &files)
{
    m_details->setStore(store, files);
}

void TasksPanel::setServerAddress(const QUrl &address)
{
    m_serverAddress = address;
    m_details->setServerAddress(address);
    if (m_form)
        m_form->setServerAddress(address);
}

bool TasksPanel::showTask(qint64 id)
{
    const QModelIndex task = m_model.indexOf(id);
    if (!task.isValid()) {
        m_showDetails->setChecked(true);
        m_details->showTask(id);
        m_details->show();
        return false;
    }
    if (!m_filter.mapFromSource(task).isValid()) {
        ui->stateBox->setCurrentIndex(0);
        ui->kindBox->setCurrentIndex(0);
    }
    const QModelIndex index = m_filter.mapFromSource(task);
    ui->tasksView->setCurrentIndex(index);
    ui->tasksView->scrollTo(index); // expands its parents
    return true;
}

QList<QAction *> TasksPanel::menuActions() const
{
    return QList<QAction *> { m_new, m_cancel, m_retry, m_showDetails } + m_details->taskActions();
}

QVariant TasksPanel::layoutState() const
{
    return QVariantList { m_showDetails->isChecked(), ui->splitter->saveState() };
}

void TasksPanel::restoreLayout(const QVariant &state)
{
    const QVariantList parts = state.toList();
    if (parts.size() != 2)
        return;
    m_showDetails->setChecked(parts[0].toBool());
    ui->splitter->restoreState(parts[1].toByteArray());
}

void TasksPanel::setUpBar()
{
    auto *flow = new FlowLayout(ui->bar);
    for (QWidget *part : std::initializer_list<QWidget *> {
                 ui->countLabel, ui->stateBox, ui->kindBox, ui->cancelButton, ui->retryButton,
                 ui->detailsButton, ui->sleepBar, ui->newButton })
        flow->addWidget(part);
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
    header->setSectionResizeMode(TaskTreeModel::Name, QHeaderView::Stretch);
    const auto widthOf = [&](int column, const char *widest) {
        const int words = fontMetrics().horizontalAdvance(QLatin1String(widest)) + 24;
        return std::max(words, header->sectionSizeHint(column));
    };
    // The names get the rest: where all fits, a click has no reason to scroll sideways.
    header->setMinimumSectionSize(widthOf(TaskTreeModel::Name, "group #00"));
    header->resizeSection(TaskTreeModel::State, widthOf(TaskTreeModel::State, "cancelling"));
    header->resizeSection(TaskTreeModel::Progress, widthOf(TaskTreeModel::Progress, "00,000 rows"));
    header->resizeSection(TaskTreeModel::Created, widthOf(TaskTreeModel::Created, "00:00:00"));
    header->resizeSection(TaskTreeModel::Duration, widthOf(TaskTreeModel::Duration, "00 min 00 s"));
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TasksPanel::updateActions);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TasksPanel::updateDetails);
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
        ui->stateBox->addItem(taskStateText(state), int(state));
    ui->kindBox->addItem(tr("Any kind"));
    for (QComboBox *box : { ui->stateBox, ui->kindBox })
        connect(box, &QComboBox::currentIndexChanged, this, &TasksPanel::applyFilter);
}

void TasksPanel::setUpActions()
{
    m_new = makeAction(tr("&New Task…"), tr("Start a task of any kind (Ctrl+Shift+N)"),
                       Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    m_new->setShortcutContext(Qt::WindowShortcut);
    m_new->setIcon(icon(QStringLiteral("add")));
    m_new->setObjectName(QStringLiteral("newTaskAction"));
    m_new->setIconText(tr("New task…"));
    ui->newButton->setDefaultAction(m_new);
    m_cancel = makeAction(tr("Cancel"), tr("Cancel the task and all that it holds (Del)"),
                          QKeySequence::Delete);
    m_cancel->setIcon(icon(QStringLiteral("cancel")));
    ui->cancelButton->setDefaultAction(m_cancel);
    m_retry = makeAction(tr("Run Again"), tr("Run the failed or cancelled task again (Ctrl+R)"),
                         Qt::CTRL | Qt::Key_R);
    m_retry->setIcon(icon(QStringLiteral("retry")));
    ui->retryButton->setDefaultAction(m_retry);
    m_showDetails = makeAction(tr("Details"), tr("Show the details of the selected task (Ctrl+I)"),
                               Qt::CTRL | Qt::Key_I);
    m_showDetails->setShortcutContext(Qt::WindowShortcut);
    m_showDetails->setIcon(icon(QStringLiteral("details")));
    m_showDetails->setObjectName(QStringLiteral("taskDetailsAction"));
    m_showDetails->setCheckable(true);
    m_showDetails->setChecked(true);
    ui->detailsButton->setDefaultAction(m_showDetails);
    connect(m_new, &QAction::triggered, this, &TasksPanel::openForm);
    connect(m_cancel, &QAction::triggered, this, &TasksPanel::cancelSelected);
    connect(m_retry, &QAction::triggered, this, &TasksPanel::retrySelected);
    connect(m_showDetails, &QAction::toggled, this, &TasksPanel::updateDetails);
    ui->tasksView->setContextMenuPolicy(Qt::ActionsContextMenu);
    updateActions();
}

void TasksPanel::setUpDetails()
{
    m_details = new TaskDetails(m_model, this);
    ui->splitter->addWidget(m_details);
    ui->splitter->setStretchFactor(0, 1);
    ui->splitter->setStretchFactor(1, 1);
    m_details->hide();
    ui->tasksView->addActions(m_details->taskActions());
    connect(m_details, &TaskDetails::taskActivated, this, &TasksPanel::showTask);
    connect(m_details, &TaskDetails::closeRequested, this, [this] {
        m_showDetails->setChecked(false);
        ui->tasksView->setFocus();
    });
    connect(ui->tasksView, &QAbstractItemView::activated, this,
            [this] { m_showDetails->setChecked(true); });
}

/// The details of a task that has left the tree stay.
void TasksPanel::updateDetails()
{
    const bool wanted = m_showDetails->isChecked();
    if (const Task *task = selected(); wanted && task)
        m_details->showTask(task->id);
    else if (!wanted)
        m_details->showTask(0);
    m_details->setVisible(wanted && m_details->shownTask());
    arrangeDetails();
}

/// Beside the tree where that is the longer side; the tree then leaves the times to them, as it
/// does where there is no room for them.
void TasksPanel::arrangeDetails()
{
    const bool beside = width() >= wideEnough && width() > height();
    ui->splitter->setOrientation(beside ? Qt::Horizontal : Qt::Vertical);
    m_details->setMinimumWidth(beside ? std::min(m_details->tabsWidth(), width() * 3 / 5) : 0);
    const bool withoutTimes
            = width() < wideEnoughForTimes || (beside && m_details->isVisibleTo(this));
    for (const auto column : { TaskTreeModel::Created, TaskTreeModel::Duration })
        ui->tasksView->setColumnHidden(column, withoutTimes);
}

void TasksPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeDetails();
}

QAction *TasksPanel::makeAction(const QString &text, const QString &tip, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setToolTip(tip);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
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
            tasks ? (tasks == 1 ? tr("%1 task · %2 not ended") : tr("%1 tasks · %2 not ended"))
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
    m_new->setEnabled(m_engine);
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

void TasksPanel::openForm()
{
    m_form = new NewTaskDialog(*m_engine, this);
    m_form->setAttribute(Qt::WA_DeleteOnClose);
    m_form->setServerAddress(m_serverAddress);
    connect(m_form, &NewTaskDialog::taskStarted, this, &TasksPanel::showWhenThere);
    m_form->open();
}

/// A task that has just been stored comes with the model's next batch.
void TasksPanel::showWhenThere(qint64 id)
{
    const bool isThere = id && m_model.find(id) && showTask(id);
    m_awaited = isThere ? 0 : id;
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
