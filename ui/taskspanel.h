// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"
#include "base/task.h"
#include "models/taskfilter.h"
#include "tasks/taskfiles.h"

#include <QPointer>
#include <QUrl>
#include <QVariant>
#include <QWidget>

#include <memory>
#include <optional>

class QAction;

namespace frontdesk {

class NewTaskDialog;
class TaskDetails;
class TaskEngine;
class TaskStore;
class TaskTreeModel;

namespace Ui {
class TasksPanel;
}

/// The background tasks as a tree, newest first, the details of the selected one, and
/// orders to them: start, cancel, run again.
class TasksPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives the panel.
    explicit TasksPanel(TaskTreeModel &model, QWidget *parent = nullptr);
    ~TasksPanel() override;

    /// Who takes the orders; null: nobody does.
    void setEngine(TaskEngine *engine);
    /// Where details are read from, and the files of tasks; null: nowhere.
    void setStore(TaskStore *store, const std::optional<TaskFiles> &files = {});
    /// Where curl commands go; empty: the server is stopped.
    void setServerAddress(const QUrl &address);
    /// Selects that task and brings it into view, whatever the filter says. False: the
    /// tree doesn't have it any more; its details are shown.
    bool showTask(qint64 id);
    /// For a menu.
    QList<QAction *> menuActions() const;

    /// Whether and where the details are shown, to be remembered.
    QVariant layoutState() const;
    void restoreLayout(const QVariant &state);

signals:
    /// A sentence.
    void orderFailed(const QString &reason);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpBar();
    void setUpDetails();
    void setUpView();
    void setUpFilters();
    void setUpActions();
    QAction *makeAction(const QString &text, const QString &tip, const QKeySequence &keys);
    const Task *selected() const;
    void updateCount();
    void updateKinds();
    void updateActions();
    void applyFilter();
    void updateDetails();
    void arrangeDetails();
    void openForm();
    void start();
    void showWhenThere(qint64 id);
    void cancelSelected();
    void retrySelected();
    void report(Async<Result<Task>> order, const QString &failure);

    std::unique_ptr<Ui::TasksPanel> ui;
    TaskTreeModel &m_model;
    TaskFilter m_filter;
    TaskEngine *m_engine = nullptr;
    TaskDetails *m_details = nullptr;
    QPointer<NewTaskDialog> m_form; ///< while it is open
    QUrl m_serverAddress;
    qint64 m_awaited = 0; ///< a task to select once the tree has it
    QAction *m_new = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_showDetails = nullptr;
};

} // namespace frontdesk
