// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/descriptor.h"
#include "base/result.h"

#include <QHash>
#include <QJsonObject>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace frontdesk {

/// How far a command is, and whether anybody still wants it. Written and read by
/// the thread that works and the one that reports.
struct ControlProgress
{
    std::atomic<qint64> done { 0 };
    std::atomic<qint64> total { 0 };
    std::atomic<bool> cancelled { false };
};

/// Carries out one command; ready soon after the progress says `cancelled`. Its
/// error's code and detail go to the client.
using ControlCommand = std::function<Async<Result<QJsonObject>>(
        QJsonObject arguments, std::shared_ptr<ControlProgress> progress)>;
using ControlCommands = QHash<QString, ControlCommand>;

struct ControlLimits
{
    int calls = 16; ///< the next one waits in the system's queue
    /// For a request to come, and for its answer to leave.
    std::chrono::milliseconds patience { 10'000 };
    /// Between two lines of progress.
    std::chrono::milliseconds reportInterval { 250 };
};

/// One client of ControlServer, from its request to the end of its answer; then it
/// deletes itself.
class ControlCall final : public QObject
{
    Q_OBJECT

public:
    /// @p commands outlives it.
    ControlCall(Descriptor client, const ControlCommands &commands, const ControlLimits &limits,
                QObject *parent);
    ~ControlCall() override;

    /// Gives its command up and hangs up as soon as that has ended.
    void cancel();

signals:
    void ended();

private:
    void read();
    void start(const QByteArray &line);
    Detached run(ControlCommand command, QJsonObject arguments);
    void report();
    void answer(const QJsonObject &line);
    void refuse(const QString &code, const QString &detail);
    void hangUp();
    void end();

    enum class State { Reading, Running, Answering, Ended };

    const ControlCommands &m_commands;
    const std::shared_ptr<ControlProgress> m_progress = std::make_shared<ControlProgress>();
    QLocalSocket m_socket;
    QTimer m_deadline;
    QTimer m_reports;
    State m_state = State::Reading;
    bool m_hurried = false; ///< it was told to end
};

} // namespace frontdesk
