// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"
#include "app/consolereport.h"
#include "app/startup.h"
#include "app/unixsignals.h"
#include "mainwindow.h"

#include <QApplication>
#include <QTimer>

using namespace frontdesk;

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    const auto settings = readSettings(QCoreApplication::arguments());
    if (!settings)
        return settings.error();
    raiseDescriptorLimit();
    QApplication::setDesktopFileName(QStringLiteral("frontdesk"));

    UnixSignals unixSignals;
    Backend backend(*settings);
    const ConsoleReport report(backend);
    MainWindow window(backend);
    QObject::connect(&unixSignals, &UnixSignals::terminationRequested, &window,
                     &MainWindow::shutDown);
    QObject::connect(&backend, &Backend::failed,
                     [](const Error &error) { complain(error.detail); });
    window.show();
    QTimer::singleShot(0, &backend, &Backend::start); // the window is painted first
    return QApplication::exec();
}
