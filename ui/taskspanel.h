// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"
#include "models/taskfilter.h"

#include <QWidget>

#include <memory>

class QAction;

namespace frontdesk {

class TaskEngine;
class TaskTreeModel;

namespace Ui {
class TasksPanel;
}

/// The background tasks as a tree, newest first, and orders to them: start,
/// cancel, run again.
class TasksPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives the panel.
    explicit TasksPanel(TaskTreeModel &model, QWidget *parent = nullptr);
    ~TasksPanel() override;

    /// Who takes the orders; null: nobody does.
    void setEngine(TaskEngine *engine);
    /// Selects that task and brings it into view, whatever the filter says. False:
    /// it isn't among those that are shown any more.
    bool showTask(qint64 id);

signals:
    /// A sentence.
    void orderFailed(const QString &reason);

private:
    void setUpView();
    void setUpFilters();
    void setUpActions();
    QAction *addAction(const QString &text, const QString &tip, const QKeySequence &keys,
                       void (TasksPanel::*slot)());
    const Task *selected() const;
    void updateCount();
    void updateKinds();
    void updateActions();
    void applyFilter();
    void start();
    void cancelSelected();
    void retrySelected();
    void report(Async<Result<Task>> order, const QString &failure);

    std::unique_ptr<Ui::TasksPanel> ui;
    TaskTreeModel &m_model;
    TaskFilter m_filter;
    TaskEngine *m_engine = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_retry = nullptr;
};

} // namespace frontdesk
