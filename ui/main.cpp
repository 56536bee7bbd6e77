// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"
#include "app/consolereport.h"
#include "app/startup.h"
#include "app/unixsignals.h"
#include "base/inbox.h"
#include "brokensettingsdialog.h"
#include "loadfigures.h"
#include "mainwindow.h"
#include "windowlayout.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>

using namespace frontdesk;

namespace {

bool hasDisplay()
{
    const char *const variables[] = { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" };
    return std::any_of(std::begin(variables), std::end(variables),
                       [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

struct Beginning
{
    Settings::Parsed parsed;
    QString trouble; ///< what is wrong with the configuration file; the settings are without it
};

/// Before there is a QApplication: --help works without a display, too.
tl::expected<Beginning, int> prepare(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    auto parsed = parseCommandLine(arguments);
    if (!parsed && hasDisplay()) {
        // All is well but the file: that can be mended in a window.
        if (auto withoutFile = parseCommandLine(arguments, {}, false))
            return Beginning { std::move(*withoutFile), parsed.error().detail };
    }
    auto toRun = runOrExit(parsed);
    if (!toRun)
        return tl::unexpected(toRun.error());
    if (!hasDisplay()) {
        complain(QStringLiteral("There is no display to open a window on. frontdeskd serves "
                                "without one."));
        return tl::unexpected(1);
    }
    return Beginning { std::move(*toRun), {} };
}

QString layoutFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + QStringLiteral("/frontdesk/window.ini");
}

/// The window and what is behind it.
struct Desk
{
    explicit Desk(const Settings::Parsed &parsed)
        : backend(parsed.settings)
        , report(backend)
        , window(backend, layoutFile(), parsed.origin)
    {
        QObject::connect(&backend, &Backend::failed,
                         [](const Error &error) { complain(error.detail); });
        if (qEnvironmentVariableIsSet("FRONTDESK_WATCHDOG"))
            figures.emplace(window, backend);
        window.show();
        QTimer::singleShot(0, &backend, &Backend::start); // the window is painted first
    }

    Backend backend;
    const ConsoleReport report;
    MainWindow window;
    std::optional<LoadFigures> figures;
};

} // namespace

int main(int argc, char *argv[])
{
    const auto beginning = prepare(argc, argv);
    if (!beginning)
        return beginning.error();
    const QApplication application(argc, argv);
    raiseDescriptorLimit();
    giveBackLargeBlocks();
    QApplication::setDesktopFileName(QStringLiteral("frontdesk"));

    UnixSignals unixSignals;
    std::optional<Desk> desk;
    QObject::connect(&unixSignals, &UnixSignals::terminationRequested, &application, [&desk] {
        if (desk)
            desk->window.shutDown();
        else
            QCoreApplication::quit();
    });
    const auto open = [&] { desk.emplace(beginning->parsed); };
    std::unique_ptr<BrokenSettingsDialog> dialog;
    if (beginning->trouble.isEmpty()) {
        open();
    } else {
        if (const Theme theme = WindowLayout::keptTheme(layoutFile()); theme != Theme::System)
            applyTheme(theme); // there is no window yet that would
        Inbox::setCurrent(makeEventLoopInbox()); // the dialog waits for a file before a backend is
        dialog = std::make_unique<BrokenSettingsDialog>(beginning->trouble,
                                                        beginning->parsed.origin.file);
        QObject::connect(dialog.get(), &BrokenSettingsDialog::startWanted, &application, open);
        QObject::connect(dialog.get(), &QDialog::rejected, &application,
                         [] { QCoreApplication::exit(2); });
        dialog->open();
        complain(beginning->trouble); // a shell is told, too
    }
    return QApplication::exec();
}
