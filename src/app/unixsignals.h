// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>

namespace frontdesk {

/// SIGTERM and SIGINT as a Qt signal in the thread that made this, which runs an
/// event loop. A second SIGINT, from somebody who is tired of waiting, ends the
/// process at once. Ignores SIGPIPE and SIGXFSZ for good. One object at a time.
class UnixSignals final : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    /// SIGTERM and SIGINT end the process again.
    ~UnixSignals() override;

signals:
    void terminationRequested();

private:
    void readSignals();

    std::array<int, 2> m_pipe { -1, -1 }; ///< the handlers write into it
    QSocketNotifier m_notifier { QSocketNotifier::Read };
};

} // namespace frontdesk
