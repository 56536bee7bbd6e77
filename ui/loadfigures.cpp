// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadfigures.h"

#include "app/backend.h"
#include "app/startup.h"
#include "models/texts.h"

#include <QEvent>
#include <QFile>
#include <QTimer>
#include <QWidget>

#include <ctime>
#include <unistd.h>

namespace frontdesk {

namespace {

/// Since the process was started, before its libraries were loaded; the system
/// counts that in hundredths of a second. See proc(5), starttime.
qint64 msSinceStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    // The second field, the name, may hold spaces; its parenthesis ends it.
    const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    timespec now {};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000
            - fields.value(19).toLongLong() * 1000 / sysconf(_SC_CLK_TCK);
}

} // namespace

LoadFigures::LoadFigures(QWidget &window, Backend &backend)
    : m_window(window)
{
    window.installEventFilter(this);
    connect(&backend, &Backend::dataReady, &m_watchdog, &EventLoopWatchdog::start);
    connect(&backend, &Backend::finished, this, [this] {
        m_watchdog.stop();
        complain(QStringLiteral("Longest stall of the event loop: %1.")
                         .arg(durationText(m_watchdog.longestStall().count())));
    });
}

/// The first paint event; once the loop turns again, all of it is on the screen.
bool LoadFigures::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        m_window.removeEventFilter(this);
        QTimer::singleShot(0, this, [] {
            complain(QStringLiteral("The window was painted after %1 ms.").arg(msSinceStart()));
        });
    }
    return QObject::eventFilter(watched, event);
}

} // namespace frontdesk
