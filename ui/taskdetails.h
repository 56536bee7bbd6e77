// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "tasks/taskfiles.h"

#include <QByteArray>
#include <QList>
#include <QUrl>
#include <QWidget>

#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QTabWidget;
class QTableWidget;
class QTextBrowser;

namespace frontdesk {

class BodyView;
class TaskStore;
class TaskTreeModel;

/// All there is to know of one task. What the tree of tasks has is shown at once, the
/// rest is read from the store; it follows the task as that changes.
class TaskDetails : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives it.
    explicit TaskDetails(TaskTreeModel &model, QWidget *parent = nullptr);

    /// Where tasks are read from, and their files; null: nowhere.
    void setStore(TaskStore *store, const std::optional<TaskFiles> &files = {});
    /// Where a curl command finds the task; empty: the server is stopped.
    void setServerAddress(const QUrl &address);
    /// 0: none.
    void showTask(qint64 id);
    qint64 shownTask() const { return m_task.id; }
    /// From there on none of the tabs has to be scrolled to.
    int tabsWidth() const;
    /// Copy it, save its file: for a context menu, too.
    QList<QAction *> taskActions() const { return { m_copyJson, m_copyCurl, m_save }; }

signals:
    /// The user wants to see that one instead.
    void taskActivated(qint64 id);
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpActions();
    QWidget *header();
    QAction *makeAction(const QString &text, const QString &tip, const QKeySequence &keys,
                        void (TaskDetails::*slot)());
    void followModel();
    void read();
    void taken(qint64 id, const Result<Task> &task);
    void present(const Task &task);
    void presentFacts();
    void presentBodies();
    void presentAttempts();
    void updateActions();
    QList<qint64> children() const;
    void tell(const QString &text);
    void copyJson();
    void copyCurl();
    void saveFile();

    TaskTreeModel &m_model;
    TaskStore *m_store = nullptr;
    std::optional<TaskFiles> m_files;
    QUrl m_serverAddress;
    QAction *m_copyJson, *m_copyCurl, *m_save;
    QLabel *m_title, *m_told;
    QTabWidget *m_tabs;
    QTextBrowser *m_facts;
    BodyView *m_params, *m_result;
    QTableWidget *m_attempts;

    Task m_task; ///< as it is shown
    Task m_seen; ///< as the model had it last
    QString m_shownFacts;
    std::optional<QByteArray> m_shownParams, m_shownResult;
    bool m_reading = false, m_readAgain = false;
};

} // namespace frontdesk
