// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/controlcall.h"
#include "base/deferred.h"
#include "base/descriptor.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>
#include <optional>

namespace frontdesk {

/// The running instance's side of ControlSocket: carries out commands for clients
/// on this machine. Lives in a thread with an event loop and an Inbox, and never
/// blocks it; a slow or silent client costs a descriptor until its time is up.
class ControlServer final : public QObject
{
    Q_OBJECT

public:
    /// Listens in @p folder, whose lock the caller holds. Errors: Io.
    static Result<std::unique_ptr<ControlServer>> listen(const QString &folder,
                                                         ControlLimits limits = {});
    ~ControlServer() override;

    void addCommand(const QString &name, const ControlCommand &command);

    /// Takes no one in any more and gives up what is under way; ready when all of it
    /// has ended. Once.
    Async<Result<bool>> stop();

private:
    ControlServer(QString folder, Descriptor socket, ControlLimits limits);
    void accept();
    void callEnded();

    const QString m_folder;
    const ControlLimits m_limits;
    Descriptor m_socket;
    QSocketNotifier m_notifier { QSocketNotifier::Read };
    QTimer m_retry; ///< where the system had no descriptor left
    ControlCommands m_commands;
    int m_calls = 0;
    std::optional<Resolver<bool>> m_stopped;
};

} // namespace frontdesk
