// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskspanel.h"

#include "base/jsonwriter.h"
#include "icons.h"
#include "models/tasklistmodel.h"
#include "models/texts.h"
#include "tables.h"
#include "tonedelegate.h"
#include "ui_taskspanel.h"

#include <QHeaderView>

namespace frontdesk {

TasksPanel::TasksPanel(TaskListModel &model, QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::TasksPanel>())
    , m_model(model)
{
    ui->setupUi(this);
    ui->startButton->setIcon(icon(QStringLiteral("start")));
    ui->startButton->setShortcut(Qt::CTRL | Qt::Key_B);
    setUpView();
    updateCount();
    connect(ui->startButton, &QAbstractButton::clicked, this, &TasksPanel::start);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &TasksPanel::updateCount);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TasksPanel::updateCount);
    connect(&m_model, &TaskListModel::unfinishedCountChanged, this, &TasksPanel::updateCount);
}

TasksPanel::~TasksPanel() = default;

void TasksPanel::setStartable(bool startable)
{
    ui->startButton->setEnabled(startable);
}

void TasksPanel::showTask(qint64 id)
{
    const int row = m_model.rowOf(id);
    if (row < 0)
        return;
    ui->tasksView->selectRow(row);
    ui->tasksView->scrollTo(m_model.index(row, 0));
}

void TasksPanel::setUpView()
{
    QTableView *view = ui->tasksView;
    view->setModel(&m_model);
    setUpTable(*view);
    view->setItemDelegateForColumn(
            TaskListModel::State,
            new ToneDelegate(
                    [](const QModelIndex &index) {
                        return toneOfState(TaskState(index.data(TaskListModel::StateRole).toInt()));
                    },
                    view));
    view->horizontalHeader()->setSectionResizeMode(TaskListModel::Progress, QHeaderView::Stretch);
    fitColumn(*view, TaskListModel::Name, "sleep #000000");
    fitColumn(*view, TaskListModel::State, "cancelling");
    fitColumn(*view, TaskListModel::Created, "00:00:00");
    fitColumn(*view, TaskListModel::Duration, "00 min 00 s");
}

void TasksPanel::updateCount()
{
    const int rows = m_model.rowCount();
    ui->countLabel->setText(
            rows ? tr("%1 shown · %2 not ended")
                            .arg(countText(rows), countText(m_model.unfinishedCount()))
                 : QString());
    ui->pages->setCurrentWidget(rows ? ui->tablePage : ui->emptyPage);
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
    emit startRequested(draft);
}

} // namespace frontdesk
