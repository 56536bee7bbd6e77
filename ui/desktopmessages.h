// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notificationmodel.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>
#include <chrono>
#include <functional>
#include <optional>

namespace frontdesk {

/// What the desktop is to say for the window.
struct DesktopMessage
{
    QString title;
    QString text;
    bool failed = false;
    qint64 task = 0; ///< where a click leads
};

/// Has the desktop tell of ended tasks while no window of the program is in front. A
/// burst is one message, once it pauses or every few seconds; a failure is its title.
class DesktopMessages : public QObject
{
    Q_OBJECT

public:
    struct Timing
    {
        std::chrono::milliseconds pause { 700 }; ///< longer than NotificationModel::burstGap
        std::chrono::milliseconds atMost { 5'000 }; ///< a burst that doesn't end waits so long
    };
    using Show = std::function<void(const DesktopMessage &)>;

    explicit DesktopMessages(Show show, QObject *parent = nullptr);
    DesktopMessages(Show show, Timing timing, QObject *parent = nullptr);

    bool isOn() const { return m_on; }
    void setOn(bool on);
    /// Whether there will be a message, unless a window comes to the front.
    bool isWaiting() const { return m_pause.isActive(); }
    void note(const Notification &notification);

private:
    void tell();

    const Show m_show;
    const Timing m_timing;
    bool m_on = true;
    std::array<std::optional<Notification>, 2> m_waiting; ///< completed, failed
    QTimer m_pause;
    QElapsedTimer m_sinceFirst;
};

} // namespace frontdesk
