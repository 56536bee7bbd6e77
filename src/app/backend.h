// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "base/exchange.h"
#include "base/result.h"
#include "base/task.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace frontdesk {

class Database;
class ExchangeStore;
class TaskEngine;
class UserStore;

/// Builds the parts of the program and connects them: data folder, database,
/// task engine, server. Lives in the main thread and never blocks it; orders
/// return at once, signals tell what came of them.
class Backend : public QObject
{
    Q_OBJECT

public:
    enum class ServerState { Stopped, Starting, Listening, Stopping };
    Q_ENUM(ServerState)

    explicit Backend(Settings settings, QObject *parent = nullptr);
    /// After finished(), where it was started: what is open is closed by others' threads.
    ~Backend() override;

    /// Opens the data folder and the database and starts the task engine, then
    /// the server. dataReady(), then serverStateChanged(); or failed().
    void start();
    /// The server alone, while the data is open: the window's buttons.
    void startServer();
    void stopServer();
    /// Stops it gracefully where it runs, then starts it.
    void restartServer();
    /// Everything, against the arrows: server (in-flight requests get 10 s),
    /// engine, database. finished() when all is closed.
    void shutDown();

    ServerState serverState() const;
    /// http://127.0.0.1:5000, or https, with the real port; empty unless Listening.
    QUrl address() const;
    /// The certificate that address shows, in DER; empty where it isn't https.
    QByteArray certificate() const;
    const Settings &settings() const;
    /// Takes effect at the next start of the server.
    void setServerSettings(const ServerSettings &settings);
    /// Open client connections. Any time.
    int connectionCount() const;

    /// Null before dataReady() and after shutDown().
    Database *database() const;
    /// The request log on disk; null as above, and where none is kept or it can't be.
    ExchangeStore *requestLog() const;
    TaskEngine *taskEngine() const;

signals:
    void dataReady();
    void serverStateChanged(frontdesk::Backend::ServerState state);
    /// All works, but not as it was set: a sentence that says what.
    void warned(const QString &sentence);
    /// The data could not be opened (then there is no server either) or the
    /// server could not start; the detail says what to do.
    void failed(const frontdesk::Error &error);
    void finished();

    /// What the server answered since the last time, oldest first; at most 20
    /// batches a second, at most 10,000 exchanges each. @p leftOut counts those
    /// that were more than that.
    void exchangesRecorded(const QList<frontdesk::Exchange> &exchanges, qint64 leftOut);
    void tasksChanged(const QList<frontdesk::Task> &tasks);
    /// The user table has changed; at most 20 times a second.
    void usersChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace frontdesk
