// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controlclient.h"
#include "app/controlserver.h"
#include "app/controlsocket.h"
#include "base/deferred.h"
#include "support/await.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <optional>
#include <vector>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

Async<Result<QJsonObject>> echo(QJsonObject arguments)
{
    co_return arguments;
}

/// What a client of its own thread hears, while this one serves.
Result<QJsonObject> ask(const QString &folder, const QString &command,
                        const QJsonObject &arguments = {}, std::atomic<int> *reports = nullptr)
{
    auto asked = std::async(std::launch::async, [&]() -> Result<QJsonObject> {
        auto client = ControlClient::connect(folder);
        if (!client)
            return failure(client.error());
        return client->ask(
                command, arguments,
                [reports](qint64, qint64) {
                    if (reports)
                        ++*reports;
                },
                10s);
    });
    if (!QTest::qWaitFor([&] { return asked.wait_for(0s) == std::future_status::ready; }, 20'000))
        qFatal("no answer");
    return asked.get();
}

/// All that comes until the server hangs up.
QByteArray exchange(const QString &folder, const QByteArray &request)
{
    auto asked = std::async(std::launch::async, [&] {
        const auto socket = ControlSocket::connect(folder);
        QByteArray received;
        if (!socket)
            return received;
        (void)!::send(socket->number(), request.constData(), size_t(request.size()), MSG_NOSIGNAL);
        char bytes[4096];
        for (ssize_t size; (size = ::recv(socket->number(), bytes, sizeof bytes, 0)) > 0;)
            received.append(bytes, size);
        return received;
    });
    if (!QTest::qWaitFor([&] { return asked.wait_for(0s) == std::future_status::ready; }, 20'000))
        qFatal("it is still connected");
    return asked.get();
}

} // namespace

class TestControlServer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path();
    }
    void cleanup()
    {
        m_server.reset();
        m_work.reset();
        m_progress.reset();
    }

    void answers()
    {
        serve();
        const QJsonObject arguments { { QStringLiteral("a"), QStringLiteral("ä\n") } };
        const auto answer = ask(m_folder, QStringLiteral("echo"), arguments);
        QVERIFY(answer);
        QCOMPARE(*answer, arguments);
    }

    void worksInALongFolder()
    {
        m_folder = m_temporary->filePath(QString(200, u'l') + u'/' + QString(200, u'm'));
        QVERIFY(QDir().mkpath(m_folder));
        serve();
        QVERIFY(ask(m_folder, QStringLiteral("echo")));
        QVERIFY(QFileInfo::exists(m_folder + QStringLiteral("/frontdesk.sock")));
    }

    void isForItsOwnerAlone()
    {
        const mode_t before = ::umask(0);
        serve();
        ::umask(before);
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(socketPath()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0600));
    }

    void takesThePlaceOfAStaleOne()
    {
        QVERIFY(ControlSocket::listen(m_folder)); // closed, but its file stays
        QVERIFY(QFileInfo(socketPath()).exists());
        QVERIFY(!ControlClient::connect(m_folder));
        serve();
        QVERIFY(ask(m_folder, QStringLiteral("echo")));
    }

    void leavesNoSocketBehind()
    {
        serve();
        QVERIFY(await(m_server->stop()));
        QVERIFY(!QFileInfo::exists(socketPath()));
        m_server.reset();
        serve();
        m_server.reset();
        QVERIFY(!QFileInfo::exists(socketPath()));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("unknown") << QByteArray("{\"command\":\"fly\"}\n")
                                 << QByteArray("unknown_command");
        QTest::newRow("no command") << QByteArray("{}\n") << QByteArray("unknown_command");
        QTest::newRow("no JSON") << QByteArray("GET / HTTP/1.1\r\n")
                                 << QByteArray("unknown_command");
        QTest::newRow("an array") << QByteArray("[1]\n") << QByteArray("unknown_command");
        QTest::newRow("NUL") << QByteArray("\0\n", 2) << QByteArray("unknown_command");
        QTest::newRow("endless") << QByteArray(200'000, 'x') << QByteArray("too_long");
    }

    void refuses()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const QByteArray, code);
        serve();
        const QByteArray answer = exchange(m_folder, request);
        // What was not read when it hung up may cost the client the answer.
        QVERIFY2(answer.contains(code) || (code == "too_long" && answer.isEmpty()), answer);
        QVERIFY(ask(m_folder, QStringLiteral("echo")));
    }

    void reportsHowFarItIs()
    {
        serve({ .reportInterval = 5ms });
        std::atomic<int> reports = 0;
        QTimer finish;
        connect(&finish, &QTimer::timeout, this, [this, &reports] {
            if (m_work && reports > 3)
                finishWork();
        });
        finish.start(5);
        QVERIFY(ask(m_folder, QStringLiteral("work"), {}, &reports));
        QVERIFY(reports > 3);
    }

    void silentClientsHoldUpNobody()
    {
        serve({ .patience = 300ms });
        std::vector<Descriptor> silent;
        for (int i = 0; i < 10; ++i)
            silent.push_back(std::move(*ControlSocket::connect(m_folder)));
        QVERIFY(ask(m_folder, QStringLiteral("echo")));
        for (const Descriptor &client : silent) { // and their time is limited
            QVERIFY(QTest::qWaitFor(
                    [&client] {
                        char byte;
                        return ::recv(client.number(), &byte, 1, MSG_DONTWAIT) == 0;
                    },
                    10'000));
        }
    }

    void moreThanItServesAtOnceWait()
    {
        serve({ .calls = 2, .patience = 300ms });
        std::vector<Descriptor> silent;
        for (int i = 0; i < 5; ++i)
            silent.push_back(std::move(*ControlSocket::connect(m_folder)));
        QVERIFY(ask(m_folder, QStringLiteral("echo")));
    }

    void aClientThatLeavesGivesUp()
    {
        serve();
        {
            const auto client = ControlSocket::connect(m_folder);
            const QByteArray request = "{\"command\":\"work\"}\n";
            QCOMPARE(::send(client->number(), request.constData(), size_t(request.size()), 0),
                     ssize_t(request.size()));
            QTRY_VERIFY(m_work);
            QVERIFY(!m_progress->cancelled);
        }
        QTRY_VERIFY(m_progress->cancelled);
        finishWork();
        QVERIFY(ask(m_folder, QStringLiteral("echo")));
    }

    void stopWaitsForWhatIsUnderWay()
    {
        serve();
        const auto client = ControlSocket::connect(m_folder);
        const QByteArray request = "{\"command\":\"work\"}\n";
        QCOMPARE(::send(client->number(), request.constData(), size_t(request.size()), 0),
                 ssize_t(request.size()));
        QTRY_VERIFY(m_work);
        auto stopped = m_server->stop();
        QVERIFY(m_progress->cancelled);
        QTest::qWait(0);
        QVERIFY(!stopped.isReady());
        finishWork();
        QVERIFY(await(std::move(stopped)));
        char bytes[4096];
        const ssize_t size = ::recv(client->number(), bytes, sizeof bytes, 0);
        QVERIFY(size > 0); // it was told
    }

private:
    QString socketPath() const { return m_folder + QStringLiteral("/frontdesk.sock"); }

    void serve(ControlLimits limits = {})
    {
        auto server = ControlServer::listen(m_folder, limits);
        QVERIFY2(server, server ? "" : qPrintable(server.error().detail));
        m_server = std::move(*server);
        m_server->addCommand(
                QStringLiteral("echo"),
                [](const QJsonObject &arguments, const auto &) { return echo(arguments); });
        m_server->addCommand(QStringLiteral("work"), [this](const QJsonObject &, auto progress) {
            m_progress = std::move(progress);
            return work();
        });
    }

    /// Goes on until finishWork().
    Async<Result<QJsonObject>> work()
    {
        auto [later, resolver] = defer<QJsonObject>();
        m_work.emplace(std::move(resolver));
        co_return co_await later;
    }
    void finishWork() { std::exchange(m_work, std::nullopt)->resolve(QJsonObject()); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_folder;
    std::unique_ptr<ControlServer> m_server;
    std::optional<Resolver<QJsonObject>> m_work;
    std::shared_ptr<ControlProgress> m_progress;
};

QTEST_GUILESS_MAIN(TestControlServer)
#include "tst_controlserver.moc"
