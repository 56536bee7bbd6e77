// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consolereport.h"

#include "app/backend.h"

namespace frontdesk {

ConsoleReport::ConsoleReport(Backend &backend)
{
    connect(&backend, &Backend::serverStateChanged, this, [this, &backend](auto state) {
        if (state == Backend::ServerState::Listening)
            printAddress(backend.address().toEncoded());
    });
    connect(&backend, &Backend::tasksChanged, this, &ConsoleReport::printTasks);
}

void ConsoleReport::printAddress(const QByteArray &address)
{
    m_printer.print("Frontdesk listening on " + address);
    m_addressIsPrinted = true;
    while (m_waiting > 0) {
        m_printer.print("Background task completed");
        --m_waiting;
    }
}

void ConsoleReport::printTasks(const QList<Task> &tasks)
{
    for (const Task &task : tasks) {
        if (task.state != TaskState::Completed)
            continue;
        if (m_addressIsPrinted)
            m_printer.print("Background task completed");
        else
            ++m_waiting;
    }
}

} // namespace frontdesk
