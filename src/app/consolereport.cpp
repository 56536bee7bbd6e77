// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consolereport.h"

#include "app/backend.h"

namespace frontdesk {

ConsoleReport::ConsoleReport(Backend &backend)
{
    connect(&backend, &Backend::serverStateChanged, this, [this, &backend](auto state) {
        if (state == Backend::ServerState::Listening)
            m_printer.print("Frontdesk listening on " + backend.address().toEncoded());
    });
    connect(&backend, &Backend::tasksChanged, this, &ConsoleReport::printTasks);
}

void ConsoleReport::printTasks(const QList<Task> &tasks)
{
    for (const Task &task : tasks) {
        if (task.state == TaskState::Completed)
            m_printer.print("Background task completed");
    }
}

} // namespace frontdesk
