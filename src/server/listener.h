// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/connection.h"
#include "server/connectionhost.h"
#include "server/dispatcher.h"
#include "server/router.h"
#include "server/tlscontext.h"

#include <QBasicTimer>
#include <QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace frontdesk {

/// What the server threads have in common; outlives them.
struct ServerShared
{
    const RouteTable &routes;
    const Limits limits;
    const QString spoolFolder; ///< of bodies that are too large for memory
    BodyBudget bodies { limits.bodiesTogether };
    BodyBudget files { limits.filesTogether };
    std::shared_ptr<const TlsContext> tls = nullptr; ///< null: connections are not encrypted
    int listeningSocket = -1;
    std::atomic<int> connections { 0 };
};

/// The inhabitant of one server thread: accepts clients from the shared socket,
/// owns their connections and sees to their deadlines. Lives in that thread from
/// start() on.
class Listener final : public QObject, private Pollable
{
    Q_OBJECT

public:
    /// @p recorder outlives it.
    Listener(ServerShared &shared, ExchangeRecorder &recorder, int threadNumber);
    ~Listener() override;

    /// In its thread: begins to accept. Emits started().
    void start();
    /// In its thread: accepts no more, closes idle connections, lets requests that
    /// are under way finish for Limits::stopTimeout. Emits stopped().
    void stop();

signals:
    void started();
    void stopped();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void ready(std::uint32_t events) override;
    void admit(int descriptor, QByteArray peer);
    void bury(Connection &connection);
    void emptyGraves();
    void finishStop();

    ServerShared &m_shared;
    ExchangeRecorder &m_recorder;
    const int m_threadNumber;
    std::shared_ptr<ConnectionHost> m_host;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<Router> m_router;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<std::unique_ptr<Connection>> m_graves;
    QBasicTimer m_tick;
    qint64 m_stopDueMs = 0; // 0: not stopping
    bool m_accepting = false;
};

} // namespace frontdesk
