// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopmessages.h"

#include <QApplication>

#include <algorithm>
#include <utility>

namespace frontdesk {

DesktopMessages::DesktopMessages(Show show, QObject *parent)
    : DesktopMessages(std::move(show), Timing(), parent)
{ }

DesktopMessages::DesktopMessages(Show show, Timing timing, QObject *parent)
    : QObject(parent)
    , m_show(std::move(show))
    , m_timing(timing)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &DesktopMessages::tell);
}

void DesktopMessages::setOn(bool on)
{
    m_on = on;
    m_waiting = {};
    m_pause.stop();
}

/// Where a window is in front its toast says it.
void DesktopMessages::note(const Notification &notification)
{
    if (!m_on || QApplication::activeWindow())
        return;
    m_waiting[notification.failed] = notification;
    if (!m_pause.isActive())
        m_sinceFirst.start();
    const std::chrono::milliseconds waited(m_sinceFirst.elapsed());
    m_pause.start(
            std::clamp(m_timing.atMost - waited, std::chrono::milliseconds(0), m_timing.pause));
}

void DesktopMessages::tell()
{
    const auto [completed, failed] = std::exchange(m_waiting, {});
    if (QApplication::activeWindow())
        return; // it has come to the front meanwhile
    const Notification &first = failed ? *failed : *completed;
    QString text = first.lastText;
    if (failed && completed)
        text += u'\n' + headline(*completed);
    m_show({ headline(first), text, first.failed, first.lastTask });
}

} // namespace frontdesk
