// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "tasks/usertransfers.h"

#include <QFrame>

#include <memory>

namespace frontdesk {

namespace Ui {
class ExportBar;
}

/// All users into a file: a task that writes it in the data folder, then its copy
/// to the place that was chosen. One at a time; hidden while there is nothing to say.
class ExportBar : public QFrame
{
    Q_OBJECT

public:
    explicit ExportBar(QWidget *parent = nullptr);
    ~ExportBar() override;

    /// Not while another one runs.
    void start(const UserTransfers &transfers, UserFormat format, const QString &path);
    bool isRunning() const { return m_phase != Phase::None; }
    /// No file is written, unless it is in its place by then. Does nothing where none runs.
    void cancel();
    /// Where the file is to be.
    QString path() const { return m_path; }
    /// Tasks that have changed: its own may be among them.
    void noteTasks(const QList<Task> &tasks);

signals:
    void runningChanged(bool running);

private:
    enum class Phase { None, Writing, Saving };

    void present(const Task &task);
    void save(const Task &task);
    void showProgress(const QString &text, qint64 done, qint64 total);
    void finish(const QString &text, const QString &error = {});

    std::unique_ptr<Ui::ExportBar> ui;
    UserTransfers m_transfers;
    QString m_path;
    Phase m_phase = Phase::None;
    qint64 m_task = 0; ///< 0: not known yet
    bool m_cancelled = false;
};

} // namespace frontdesk
