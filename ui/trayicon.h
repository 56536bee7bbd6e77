// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktopmessages.h"

#include <QSystemTrayIcon>

namespace frontdesk {

/// The program's place in the desktop's tray, where there is one. Where there is none
/// messages are lost, and the list of notifications has them.
class TrayIcon : public QSystemTrayIcon
{
    Q_OBJECT

public:
    explicit TrayIcon(QObject *parent = nullptr);

    /// Whether it is to be seen, if the desktop can.
    void setWanted(bool wanted);
    void tell(const DesktopMessage &message);

signals:
    /// Somebody clicked the message of that task; 0: the icon.
    void clicked(qint64 task);

private:
    qint64 m_task = 0; ///< of the last message
};

} // namespace frontdesk
