// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "tasks/usertransfers.h"

#include <QObject>

class QAction;
class QMimeData;
class QWidget;

namespace frontdesk {

class ExportBar;

/// Users from and to files, as one asks for it: the two orders and their dialogs.
class UserFiles : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it; dialogs belong to @p window. @p bar shows the export.
    UserFiles(ExportBar &bar, QWidget &window);

    /// Closes the dialogs of those before. Without any an export is cancelled: its task would
    /// be run again at the next start, for a file that nobody awaits any more.
    void setTransfers(const UserTransfers &transfers);
    void noteTasks(const QList<Task> &tasks);
    /// False: an export would be lost. Then it asks, and closeConfirmed() tells that this
    /// is accepted.
    bool mayClose();

    QAction *importAction() const { return m_import; }
    QAction *exportAction() const { return m_export; }

    void importFile(const QString &path);
    /// The one file of this machine that @p data names; empty: it names none, or several.
    static QString fileIn(const QMimeData &data);

signals:
    void closeConfirmed();

private:
    void askForImport();
    void askForExport();
    void updateEnabled();

    ExportBar &m_bar;
    QWidget &m_window;
    UserTransfers m_transfers;
    QAction *m_import;
    QAction *m_export;
};

} // namespace frontdesk
