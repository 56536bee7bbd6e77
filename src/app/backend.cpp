// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"

#include "app/backupcommands.h"
#include "app/controlserver.h"
#include "app/opendata.h"
#include "app/reporttimer.h"
#include "app/service.h"
#include "base/async.h"
#include "base/clock.h"
#include "base/futureawaiter.h"
#include "http/webclient.h"
#include "storage/userstore.h"
#include "tasks/datakinds.h"
#include "tasks/taskengine.h"
#include "tasks/taskfilesweep.h"

#include <QLoggingCategory>
#include <QMetaMethod>
#include <QThread>
#include <QtConcurrentRun>

#include <utility>

namespace frontdesk {

namespace {

Q_LOGGING_CATEGORY(logBackend, "frontdesk.backend")

/// What background tasks work with.
TaskKinds taskKinds(const Settings &settings, const OpenData &data)
{
    WebClient::Options web;
    if (settings.allowPrivateTargets)
        web.isAllowed = [](const QHostAddress &) { return true; };
    return TaskKinds::builtIn({ std::make_shared<WebClient>(std::move(web)), data.webhookKey });
}

QHostAddress addressOf(const QString &host)
{
    return host == QLatin1String("localhost") ? QHostAddress(QHostAddress::LocalHost)
                                              : QHostAddress(host);
}

QUrl urlOf(const QHostAddress &address, quint16 port, bool secure)
{
    QUrl url;
    url.setScheme(secure ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(address.toString());
    url.setPort(port);
    return url;
}

} // namespace

class Backend::Private
{
public:
    Private(Backend *backend, Settings given)
        : q(backend)
        , settings(std::move(given))
    { }

    Detached open();
    Detached closeData();
    Detached undoInterruptedImports();
    void openDoor();
    void warn();
    void setState(ServerState next);
    void report();
    void stopEngine();

    Backend *const q;
    Settings settings;
    std::shared_ptr<OpenData> data;
    std::unique_ptr<ControlServer> door; ///< for subcommands; null where there can't be one
    std::unique_ptr<TaskEngine> engine;
    std::unique_ptr<TaskFileSweep> sweep;
    std::unique_ptr<Service> service;
    QUrl address;
    ServerState state = ServerState::Stopped;
    bool restarting = false; ///< the server is to start again when it has stopped
    bool opening = false;
    bool shuttingDown = false;
    quint64 reportedRevision = 0;
    ReportTimer reportTimer;
};

Backend::Backend(Settings settings, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(settings)))
{
    // GLib's event loop costs the server threads a part of their speed.
    qputenv("QT_NO_GLIB", "1");
    if (!Inbox::current())
        Inbox::setCurrent(makeEventLoopInbox());
    connect(&d->reportTimer, &QTimer::timeout, this, [this] { d->report(); });
}

Backend::~Backend() = default;

void Backend::start()
{
    d->open();
}

Detached Backend::Private::open()
{
    opening = true;
    auto opened = co_await awaitFuture(QtConcurrent::run(openData, settings));
    opening = false;
    if (opened)
        data = std::move(*opened);
    if (shuttingDown) {
        closeData();
        co_return;
    }
    if (!opened) {
        emit q->failed(opened.error());
        co_return;
    }
    const TaskFiles files(settings.dataFolder);
    TaskKinds kinds = taskKinds(settings, *data);
    registerDataKinds(kinds, *data->database, files);
    engine = std::make_unique<TaskEngine>(data->database->tasks(), Clock::system(),
                                          std::move(kinds), settings.tasks);
    engine->setWatch([hub = data->events.get()](const Task &task, bool onlyProgress) {
        hub->publish(task, onlyProgress);
    });
    sweep = std::make_unique<TaskFileSweep>(data->database->tasks(), files, settings.tasks.keepFor);
    connect(engine.get(), &TaskEngine::tasksChanged, sweep.get(), &TaskFileSweep::note);
    connect(engine.get(), &TaskEngine::tasksChanged, q, &Backend::tasksChanged);
    connect(engine.get(), &TaskEngine::failed, q, &Backend::failed);
    connect(engine.get(), &TaskEngine::started, q, [this] {
        if (shuttingDown)
            return; // it had started before it was told to stop
        reportedRevision = data->database->users().revision();
        reportTimer.start();
        openDoor();
        (void)sweep->sweep();
        undoInterruptedImports();
        emit q->dataReady();
        warn();
        q->startServer();
    });
    engine->start();
}

void Backend::startServer()
{
    if (!d->engine || d->state != ServerState::Stopped || d->shuttingDown)
        return;
    d->setState(ServerState::Starting);
    const QHostAddress address = addressOf(d->settings.host);
    const int threads = d->settings.threads > 0 ? d->settings.threads : QThread::idealThreadCount();
    d->service = std::make_unique<Service>(*d->data->database, *d->engine, *d->data->events,
                                           d->settings.limits, d->settings.dataFolder);
    HttpServer &server = d->service->server();
    const auto port = server.start(address, d->settings.port, threads, d->data->tls);
    if (!port) {
        d->service.reset();
        d->setState(ServerState::Stopped);
        emit failed(port.error());
        return;
    }
    d->engine->allowWaiting(true);
    d->address = urlOf(address, *port, d->data->tls != nullptr);
    connect(&server, &HttpServer::listening, this, [this] { d->setState(ServerState::Listening); });
    connect(&server, &HttpServer::stopped, this, [this] {
        d->report();
        if (std::exchange(d->restarting, false)) // once its port is free
            connect(d->service.get(), &QObject::destroyed, this, &Backend::startServer);
        d->service.release()->deleteLater(); // it is the sender
        d->setState(ServerState::Stopped);
        if (d->shuttingDown)
            d->stopEngine();
    });
}

void Backend::restartServer()
{
    d->restarting = d->state != ServerState::Stopped;
    if (d->restarting)
        stopServer();
    else
        startServer();
}

void Backend::stopServer()
{
    if (d->state != ServerState::Starting && d->state != ServerState::Listening)
        return;
    d->setState(ServerState::Stopping);
    d->engine->allowWaiting(false); // clients that wait for a task would hold up the stop
    d->service->stop();
}

void Backend::shutDown()
{
    if (std::exchange(d->shuttingDown, true))
        return;
    if (d->opening)
        return; // open() goes on from here
    if (d->state != ServerState::Stopped)
        stopServer();
    else
        d->stopEngine();
}

void Backend::Private::stopEngine()
{
    reportTimer.stop();
    if (!engine) {
        closeData();
        return;
    }
    connect(engine.get(), &TaskEngine::stopped, q, [this] { closeData(); });
    engine->stop();
}

/// Of atomic imports that a crash has ended. One whose task is run again does this
/// for itself, too; here it is for those that aren't.
Detached Backend::Private::undoInterruptedImports()
{
    while (!shuttingDown) {
        const auto undone = co_await data->database->users().undoInterruptedImport();
        if (!undone && !shuttingDown)
            qCWarning(logBackend, "An interrupted import could not be taken back: %s",
                      qUtf8Printable(undone.error().detail));
        if (!undone || !*undone)
            co_return;
    }
}

/// A folder that can't hold a socket is no reason not to serve.
void Backend::Private::openDoor()
{
    auto opened = ControlServer::listen(settings.dataFolder);
    if (!opened) {
        qCWarning(logBackend, "%s", qUtf8Printable(opened.error().detail));
        return;
    }
    door = std::move(*opened);
    door->addCommand(QStringLiteral("backup"), backupCommand(*data->database));
}

void Backend::Private::warn()
{
    if (data->warning.isEmpty())
        return;
    qCWarning(logBackend, "%s", qUtf8Printable(data->warning));
    emit q->warned(data->warning);
}

Detached Backend::Private::closeData()
{
    if (data && data->requestLog) { // its writes are answered in this thread
        auto flushed = data->requestLog->flush();
        (void)co_await flushed;
    }
    if (door) {
        auto stopped = door->stop();
        (void)co_await stopped;
        door.release()->deleteLater(); // its last call is the sender
    }
    sweep.reset();
    // Closing may take a checkpoint of the database: not in this thread.
    if (engine)
        engine.release()->deleteLater();
    // A statement of its own: g++ 12 destroys a lambda in a co_await expression twice.
    const auto closing = QtConcurrent::run([data = std::exchange(data, nullptr)]() mutable {
        data.reset();
        return Result<bool>(true);
    });
    const auto closed = co_await awaitFuture(closing);
    Q_UNUSED(closed);
    emit q->finished();
}

void Backend::Private::setState(ServerState next)
{
    if (state == next)
        return;
    state = next;
    if (state == ServerState::Stopped)
        address.clear();
    emit q->serverStateChanged(state);
}

void Backend::Private::report()
{
    if (service) {
        qint64 leftOut = 0;
        const QList<Exchange> exchanges = service->server().takeExchanges(leftOut);
        const bool areShown
                = q->isSignalConnected(QMetaMethod::fromSignal(&Backend::exchangesRecorded));
        reportTimer.adapt(exchanges.size(), areShown);
        if (!exchanges.isEmpty()) {
            if (data->requestLog)
                data->requestLog->append(exchanges, leftOut);
            emit q->exchangesRecorded(exchanges, leftOut);
        }
    }
    const quint64 revision = data->database->users().revision();
    if (std::exchange(reportedRevision, revision) != revision)
        emit q->usersChanged();
}

Backend::ServerState Backend::serverState() const
{
    return d->state;
}

QUrl Backend::address() const
{
    return d->state == ServerState::Listening ? d->address : QUrl();
}

QByteArray Backend::certificate() const
{
    return d->state == ServerState::Listening && d->data->tls ? d->data->tls->certificate()
                                                              : QByteArray();
}

const Settings &Backend::settings() const
{
    return d->settings;
}

void Backend::setServerSettings(const ServerSettings &settings)
{
    static_cast<ServerSettings &>(d->settings) = settings;
}

int Backend::connectionCount() const
{
    return d->service ? d->service->server().connectionCount() : 0;
}

Database *Backend::database() const
{
    return d->data ? d->data->database.get() : nullptr;
}

ExchangeStore *Backend::requestLog() const
{
    return d->data ? d->data->requestLog.get() : nullptr;
}

TaskEngine *Backend::taskEngine() const
{
    return d->engine.get();
}

} // namespace frontdesk
