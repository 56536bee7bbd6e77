// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trayicon.h"

#include "icons.h"

namespace frontdesk {

TrayIcon::TrayIcon(QObject *parent)
    : QSystemTrayIcon(programIcon(), parent)
{
    setToolTip(tr("Frontdesk"));
    connect(this, &QSystemTrayIcon::messageClicked, this, [this] { emit clicked(m_task); });
    connect(this, &QSystemTrayIcon::activated, this, [this](ActivationReason reason) {
        if (reason == Trigger)
            emit clicked(0);
    });
}

void TrayIcon::setWanted(bool wanted)
{
    setVisible(wanted && isSystemTrayAvailable());
}

void TrayIcon::tell(const DesktopMessage &message)
{
    setWanted(true); // a tray may have come since
    if (!isVisible() || !supportsMessages())
        return;
    m_task = message.task;
    if (message.failed)
        showMessage(message.title, message.text, Critical);
    else
        showMessage(message.title, message.text, icon());
}

} // namespace frontdesk
