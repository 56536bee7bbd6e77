// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "tasks/usertransfers.h"
#include "transfer/importreport.h"

#include <QDialog>

#include <memory>

class QPushButton;

namespace frontdesk {

namespace Ui {
class ImportDialog;
}

/// A file of users: first what is in it, then the import as a task, at last what
/// came of that. Closing it stops nothing.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(const UserTransfers &transfers, const QString &path, QWidget *parent = nullptr);
    ~ImportDialog() override;

    /// Tasks that have changed: its own may be among them.
    void noteTasks(const QList<Task> &tasks);

private:
    void setUpButtons();
    void start();
    void stop();
    void present(const Task &task);
    void presentEnd(const Task &task);
    void present(const ImportReport &report);
    void copyErrors();

    std::unique_ptr<Ui::ImportDialog> ui;
    const UserTransfers m_transfers;
    const QString m_path;
    QString m_name; ///< of the file, as there is room for it
    QPushButton *m_importButton = nullptr;
    QPushButton *m_stopButton = nullptr;
    QPushButton *m_copyButton = nullptr;
    qint64 m_task = 0; ///< the import; 0: not begun yet
    bool m_ended = false;
};

} // namespace frontdesk
