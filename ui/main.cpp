// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"
#include "app/consolereport.h"
#include "app/startup.h"
#include "app/unixsignals.h"
#include "loadfigures.h"
#include "mainwindow.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <optional>

using namespace frontdesk;

namespace {

bool hasDisplay()
{
    const char *const variables[] = { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" };
    return std::any_of(std::begin(variables), std::end(variables),
                       [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

/// Before there is a QApplication: --help works without a display, too.
tl::expected<Settings, int> prepare(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    auto settings = readSettings(QCoreApplication::arguments());
    if (settings && !hasDisplay()) {
        complain(QStringLiteral("There is no display to open a window on. frontdeskd serves "
                                "without one."));
        return tl::unexpected(1);
    }
    return settings;
}

} // namespace

int main(int argc, char *argv[])
{
    const auto settings = prepare(argc, argv);
    if (!settings)
        return settings.error();
    const QApplication application(argc, argv);
    raiseDescriptorLimit();
    QApplication::setDesktopFileName(QStringLiteral("frontdesk"));

    UnixSignals unixSignals;
    Backend backend(*settings);
    const ConsoleReport report(backend);
    MainWindow window(backend,
                      QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
                              + QStringLiteral("/frontdesk/window.ini"));
    QObject::connect(&unixSignals, &UnixSignals::terminationRequested, &window,
                     &MainWindow::shutDown);
    QObject::connect(&backend, &Backend::failed,
                     [](const Error &error) { complain(error.detail); });
    std::optional<LoadFigures> figures;
    if (qEnvironmentVariableIsSet("FRONTDESK_WATCHDOG"))
        figures.emplace(window, backend);
    window.show();
    QTimer::singleShot(0, &backend, &Backend::start); // the window is painted first
    return QApplication::exec();
}
