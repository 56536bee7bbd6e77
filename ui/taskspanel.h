// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QWidget>

#include <memory>

namespace frontdesk {

class TaskListModel;

namespace Ui {
class TasksPanel;
}

/// The background tasks, newest first, and a way to start one.
class TasksPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives the panel.
    explicit TasksPanel(TaskListModel &model, QWidget *parent = nullptr);
    ~TasksPanel() override;

    /// No task can be started while no engine runs.
    void setStartable(bool startable);
    /// Selects that task and brings it into view, if it has a row.
    void showTask(qint64 id);

signals:
    void startRequested(const frontdesk::TaskDraft &draft);

private:
    void setUpView();
    void updateCount();
    void start();

    std::unique_ptr<Ui::TasksPanel> ui;
    TaskListModel &m_model;
};

} // namespace frontdesk
