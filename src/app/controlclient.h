// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/result.h"

#include <QJsonObject>

#include <chrono>
#include <functional>

namespace frontdesk {

/// A subcommand's side of ControlSocket: asks the Frontdesk that runs on a data
/// folder. Blocks, so it is for programs that do nothing else.
class ControlClient
{
public:
    using Report = std::function<void(qint64 done, qint64 total)>;

    /// Errors: Unavailable "not_running" where nobody listens.
    static Result<ControlClient> connect(const QString &folder);

    /// One question, once. @p report hears how far it is. Errors: those of the
    /// command (as Internal, with its code and detail), Unavailable "no_answer"
    /// where nothing comes for @p silence or the other side ends.
    Result<QJsonObject> ask(const QString &command, const QJsonObject &arguments,
                            const Report &report,
                            std::chrono::milliseconds silence = std::chrono::seconds(30));

private:
    explicit ControlClient(Descriptor socket)
        : m_socket(std::move(socket))
    { }

    bool send(const QByteArray &line);
    Result<QJsonObject> readLine(std::chrono::milliseconds silence);

    Descriptor m_socket;
    QByteArray m_received; ///< not yet read
};

} // namespace frontdesk
