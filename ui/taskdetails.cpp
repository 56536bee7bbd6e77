// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskdetails.h"

#include "base/deliver.h"
#include "bodyview.h"
#include "client/curlcommand.h"
#include "icons.h"
#include "models/tasktexts.h"
#include "models/tasktreemodel.h"
#include "models/texts.h"
#include "storage/taskstore.h"
#include "tables.h"
#include "taskfacts.h"
#include "transfer/filecopy.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace frontdesk {

namespace {

enum AttemptColumn { Number, Started, Ended, Ran, Worker, AttemptError, AttemptColumns };

} // namespace

TaskDetails::TaskDetails(TaskTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(new QLabel(this))
    , m_told(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_facts(new QTextBrowser(this))
    , m_params(new BodyView(this))
    , m_result(new BodyView(this))
    , m_attempts(new QTableWidget(0, AttemptColumns, this))
{
    setObjectName(QStringLiteral("taskDetails"));
    setUpActions();
    m_facts->setObjectName(QStringLiteral("taskFactsView"));
    m_facts->setAccessibleName(tr("Facts about the task"));
    m_facts->setToolTip(tr("The task's state, times and relatives"));
    m_facts->setOpenLinks(false);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_params->setObjectName(QStringLiteral("taskParamsView"));
    m_result->setObjectName(QStringLiteral("taskResultView"));
    m_attempts->setObjectName(QStringLiteral("taskAttemptsView"));
    m_attempts->setAccessibleName(tr("Attempts"));
    m_attempts->setToolTip(tr("Each try at the task, by whom, and what became of it"));
    m_attempts->setHorizontalHeaderLabels(
            { tr("#"), tr("Started"), tr("Ended"), tr("Ran"), tr("Worker"), tr("Error") });
    m_attempts->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_attempts->setSelectionBehavior(QAbstractItemView::SelectRows);
    setUpTable(*m_attempts);
    m_attempts->horizontalHeader()->setStretchLastSection(true);
    m_attempts->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_told->setObjectName(QStringLiteral("taskToldLabel"));
    m_told->setAccessibleName(tr("What became of the order"));
    m_told->setWordWrap(true);
    m_tabs->setObjectName(QStringLiteral("taskTabs"));
    m_tabs->setAccessibleName(tr("Details of the task"));
    m_tabs->addTab(m_facts, tr("Task"));
    m_tabs->addTab(m_params, tr("Parameters"));
    m_tabs->addTab(m_result, tr("Result"));
    m_tabs->addTab(m_attempts, tr("Attempts"));
    m_tabs->setTabToolTip(0, tr("What the task is and how it stands"));
    m_tabs->setTabToolTip(1, tr("What the task was started with"));
    m_tabs->setTabToolTip(2, tr("What the task has found out"));
    m_tabs->setTabToolTip(3, tr("Each try at the task"));
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setMinimumHeight(4 * fontMetrics().height()); // in a low dock what is in them scrolls
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(header());
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_told);
    tell({});

    connect(m_facts, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (const auto id = taskOfLink(link.toString()))
            emit taskActivated(*id);
    });
    for (const auto signal :
         { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_model, signal, this, &TaskDetails::followModel);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &TaskDetails::followModel);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &TaskDetails::followModel);
    updateActions();
}

void TaskDetails::setUpActions()
{
    m_copyJson = makeAction(tr("Copy as JSON"), tr("Copy the task as the server sends it"),
                            QKeySequence::Copy, &TaskDetails::copyJson);
    m_copyCurl = makeAction(tr("Copy as cURL"), tr("Copy a shell command that asks for the task"),
                            Qt::CTRL | Qt::SHIFT | Qt::Key_C, &TaskDetails::copyCurl);
    m_save = makeAction(tr("Save File As…"), tr("Save the file that the task has made"),
                        QKeySequence::Save, &TaskDetails::saveFile);
    m_copyCurl->setIconText(tr("cURL"));
    m_copyJson->setIcon(icon(QStringLiteral("copy")));
    m_save->setIcon(icon(QStringLiteral("save")));
}

QAction *TaskDetails::makeAction(const QString &text, const QString &tip, const QKeySequence &keys,
                                 void (TaskDetails::*slot)())
{
    auto *action = new QAction(text, this);
    action->setToolTip(tip);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

QWidget *TaskDetails::header()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    m_title->setObjectName(QStringLiteral("taskTitleLabel"));
    m_title->setAccessibleName(tr("Task"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMinimumWidth(1); // a long name doesn't hold the pane open
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    layout->addWidget(m_title, 1);
    const auto add = [&](const char *name, const QString &what) {
        auto *button = new QToolButton(bar);
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(what);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        layout->addWidget(button);
        return button;
    };
    add("taskCopyButton", m_copyJson->text())->setDefaultAction(m_copyJson);
    add("taskCurlButton", m_copyCurl->text())->setDefaultAction(m_copyCurl);
    add("taskSaveButton", m_save->text())->setDefaultAction(m_save);
    QToolButton *close = add("taskCloseButton", tr("Close the details"));
    close->setIcon(icon(QStringLiteral("cancel")));
    close->setToolTip(tr("Close the details (Ctrl+I)"));
    connect(close, &QAbstractButton::clicked, this, &TaskDetails::closeRequested);
    return bar;
}

void TaskDetails::setStore(TaskStore *store, const std::optional<TaskFiles> &files)
{
    m_store = store;
    m_files.reset();
    if (files)
        m_files.emplace(*files);
    updateActions();
}

int TaskDetails::tabsWidth() const
{
    const int count = fontMetrics().horizontalAdvance(QStringLiteral(" (10)")); // of the attempts
    return m_tabs->tabBar()->sizeHint().width() + count;
}

void TaskDetails::setServerAddress(const QUrl &address)
{
    m_serverAddress = address;
    updateActions();
}

void TaskDetails::showTask(qint64 id)
{
    if (id == m_task.id)
        return;
    tell({});
    m_shownFacts.clear();
    m_facts->clear(); // and its scroll bar goes to the top
    m_seen = {};
    if (const Task *task = m_model.find(id)) {
        m_seen = *task;
        present(*task);
    } else {
        Task unknown;
        unknown.id = id;
        present(unknown);
    }
    read();
}

/// The store is asked again only where the model says that something has changed.
void TaskDetails::followModel()
{
    const Task *task = m_task.id ? m_model.find(m_task.id) : nullptr;
    if (!task)
        return; // it has left the tree, and stays in view
    if (m_store && *task == m_seen) {
        presentFacts(); // children may have come
        return;
    }
    m_seen = *task;
    if (m_store)
        read();
    else
        present(*task);
}

/// One read at a time: a task that changes all the time would make each stale otherwise.
void TaskDetails::read()
{
    if (!m_store || !m_task.id)
        return;
    m_readAgain = std::exchange(m_reading, true);
    if (m_readAgain)
        return;
    deliver(m_store->read(m_task.id), this,
            [this, id = m_task.id](const Result<Task> &task) { taken(id, task); });
}

void TaskDetails::taken(qint64 id, const Result<Task> &task)
{
    m_reading = false;
    if (id == m_task.id && task)
        present(*task);
    else if (id == m_task.id)
        tell(tr("The task could not be read: %1").arg(task.error().detail));
    if (m_readAgain)
        read();
}

void TaskDetails::present(const Task &task)
{
    m_task = task;
    m_title->setText(m_task.kind.empty() ? tr("Task #%1").arg(m_task.id) : taskName(m_task));
    presentFacts();
    presentBodies();
    presentAttempts();
    updateActions();
}

void TaskDetails::presentFacts()
{
    QString facts = m_task.kind.empty() ? QString() : taskFacts(m_task, children(), palette());
    if (facts == m_shownFacts)
        return;
    m_shownFacts = std::move(facts);
    const int place = m_facts->verticalScrollBar()->value();
    m_facts->setHtml(m_shownFacts);
    m_facts->verticalScrollBar()->setValue(place);
}

/// They keep their place while they are the same.
void TaskDetails::presentBodies()
{
    const BodyFields json { "application/json", {} };
    if (m_shownParams != m_task.params)
        m_params->setBody(m_task.params, json);
    if (m_shownResult != m_task.result)
        m_result->setBody(m_task.result, json,
                          m_task.result.isEmpty() ? tr("No result.") : QString());
    m_shownParams = m_task.params;
    m_shownResult = m_task.result;
}

void TaskDetails::presentAttempts()
{
    const QList<TaskAttempt> &attempts = m_task.attempts;
    m_attempts->setRowCount(int(attempts.size()));
    for (int row = 0; row < attempts.size(); ++row) {
        const TaskAttempt &attempt = attempts[row];
        const auto set = [&](AttemptColumn column, const QString &text) {
            auto *item = new QTableWidgetItem(text);
            item->setToolTip(text);
            m_attempts->setItem(row, column, item);
        };
        set(Number, QString::number(attempt.attempt));
        set(Started, timeText(attempt.startedAtMs));
        set(Ended, timeText(attempt.endedAtMs));
        set(Ran, spanText(attempt.startedAtMs, attempt.endedAtMs));
        set(Worker, QString::fromUtf8(attempt.worker));
        set(AttemptError, attempt.error.simplified());
    }
    m_attempts->resizeColumnsToContents();
    m_tabs->setTabText(m_tabs->indexOf(m_attempts),
                       attempts.isEmpty() ? tr("Attempts")
                                          : tr("Attempts (%1)").arg(attempts.size()));
}

void TaskDetails::updateActions()
{
    const bool known = !m_task.kind.empty();
    m_copyJson->setEnabled(known);
    m_copyCurl->setEnabled(known && !m_serverAddress.isEmpty());
    m_save->setEnabled(known && m_files && m_files->productOf(m_task));
}

/// Those that the tree has.
QList<qint64> TaskDetails::children() const
{
    QList<qint64> ids;
    const QModelIndex index = m_model.indexOf(m_task.id);
    for (int row = 0; index.isValid() && row < m_model.rowCount(index); ++row)
        ids += TaskTreeModel::taskAt(m_model.index(row, 0, index)).id;
    return ids;
}

void TaskDetails::tell(const QString &text)
{
    m_told->setText(text);
    m_told->setVisible(!text.isEmpty());
}

void TaskDetails::copyJson()
{
    QApplication::clipboard()->setText(QString::fromUtf8(toJson(m_task)));
}

void TaskDetails::copyCurl()
{
    QUrl url = m_serverAddress;
    url.setPath(QStringLiteral("/tasks/%1").arg(m_task.id));
    QApplication::clipboard()->setText(curlCommand({ "GET", url.toEncoded(), {}, {} }));
}

void TaskDetails::saveFile()
{
    const auto product = m_files ? m_files->productOf(m_task) : std::nullopt;
    if (!product)
        return;
    auto *dialog = new QFileDialog(this, tr("Save the task's file"));
    dialog->setObjectName(QStringLiteral("taskSaveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QString::fromLatin1(product->fileName));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, from = product->path](const QString &to) {
                deliver(copyFile(from, to, NewFile::IfThere::Replace), this,
                        [this, to](const Result<qint64> &saved) {
                            tell(saved ? tr("%1 saved to %2.").arg(sizeText(*saved), to)
                                       : tr("%1 could not be saved: %2.")
                                                 .arg(to, saved.error().detail));
                        });
            });
    dialog->open();
}

/// The colours in the facts are those of the theme.
void TaskDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        presentFacts();
}

} // namespace frontdesk
