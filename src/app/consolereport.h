// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/stdoutprinter.h"
#include "base/task.h"

#include <QByteArray>
#include <QList>
#include <QObject>

namespace frontdesk {

class Backend;

/// What the tutorial's terminal showed: a line on stdout when the server listens
/// and one for each task that completes. The first line is the server's, so that
/// whoever reads it has the address: tasks that were due at the start wait for it.
/// Outlived by @p backend.
class ConsoleReport final : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleReport(Backend &backend);

private:
    void printAddress(const QByteArray &address);
    void printTasks(const QList<Task> &tasks);

    StdoutPrinter m_printer;
    bool m_addressIsPrinted = false;
    int m_waiting = 0; ///< lines of tasks
};

} // namespace frontdesk
