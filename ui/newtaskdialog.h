// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDialog>
#include <QHash>
#include <QJsonObject>
#include <QUrl>

class QComboBox;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace frontdesk {

class ErrorLabel;
class ParameterForm;
class TaskEngine;
struct TaskInsertion;

/// Asks for a task of any kind that can be typed in, and starts it. The engine judges
/// what was filled in; what it refuses stands at the fields.
class NewTaskDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p engine outlives the dialog.
    explicit NewTaskDialog(TaskEngine &engine, QWidget *parent = nullptr);

    /// Where a curl command sends the task; empty: the server is stopped.
    void setServerAddress(const QUrl &address);
    void accept() override;

signals:
    /// Stored; or it was there before, with the same unique key.
    void taskStarted(qint64 id);

private:
    void setUpOptions();
    void setUpButtons();
    void setUpLayout();
    void showKind();
    void showOptions(bool shown);
    QJsonObject body() const;
    bool checkForms();
    void present(const Error &error);
    void taken(const Result<TaskInsertion> &task);
    void showFocused();
    void copyCurl();

    TaskEngine &m_engine;
    QUrl m_serverAddress;
    QComboBox *m_kind;
    QWidget *m_page; ///< what scrolls
    QScrollArea *m_scroll;
    QHash<int, ParameterForm *> m_forms; ///< by the index of their kind; what was typed stays
    ParameterForm *m_params = nullptr; ///< the one in view
    QToolButton *m_optionsButton;
    ParameterForm *m_options;
    ErrorLabel *m_error;
    QPushButton *m_start, *m_copy;
};

} // namespace frontdesk
