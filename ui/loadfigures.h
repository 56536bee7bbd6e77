// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/eventloopwatchdog.h"

#include <QObject>

class QWidget;

namespace frontdesk {

class Backend;

/// What load tests want to know of the window, a sentence each on stderr: how long
/// after its start the program had painted it, and at the end how long the event
/// loop was ever held up since the data was open. They set FRONTDESK_WATCHDOG; else
/// there is none of these.
class LoadFigures final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Before @p window is shown.
    LoadFigures(QWidget &window, Backend &backend);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget &m_window;
    EventLoopWatchdog m_watchdog;
};

} // namespace frontdesk
