// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"
#include "app/consolereport.h"
#include "app/startup.h"
#include "app/subcommands.h"
#include "app/unixsignals.h"

#include <QCoreApplication>

using namespace frontdesk;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto commandLine
            = runOrExit(parseCommandLine(QCoreApplication::arguments(), subcommands()));
    if (!commandLine)
        return commandLine.error();
    if (commandLine->call)
        return runSubcommand(commandLine->settings, *commandLine->call);
    raiseDescriptorLimit();
    giveBackLargeBlocks();

    int status = 0;
    UnixSignals unixSignals;
    Backend backend(commandLine->settings);
    const ConsoleReport report(backend);
    QObject::connect(&unixSignals, &UnixSignals::terminationRequested, &backend,
                     &Backend::shutDown);
    QObject::connect(&backend, &Backend::failed, &backend, [&](const Error &error) {
        complain(error.detail);
        status = 1;
        backend.shutDown();
    });
    QObject::connect(&backend, &Backend::finished, &application,
                     [&status] { QCoreApplication::exit(status); });
    backend.start();
    return QCoreApplication::exec();
}
