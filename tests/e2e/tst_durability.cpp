// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "durablewriters.h"
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QFile>
#include <QHash>
#include <QRandomGenerator>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

#include <atomic>
#include <memory>
#include <vector>

using namespace frontdesk;
using namespace std::chrono_literals;

namespace {

/// What a trace of system calls says, line by line; a call that another thread
/// interrupts is in two lines.
class Trace
{
public:
    explicit Trace(const QString &path)
    {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            m_lines = file.readAll().split('\n');
    }

    qsizetype next(QByteArrayView text, qsizetype from) const
    {
        for (qsizetype i = from; i < m_lines.size(); ++i) {
            if (m_lines[i].contains(text))
                return i;
        }
        return -1;
    }

    /// Where the first fdatasync of the write-ahead log that begins after @p from
    /// has succeeded; -1: nowhere.
    qsizetype nextSync(qsizetype from) const
    {
        for (qsizetype i = from; i < m_lines.size(); ++i) {
            const QByteArray &line = m_lines[i];
            if (!line.contains("sync(") || !line.contains("frontdesk.db-wal>"))
                continue;
            if (line.endsWith("= 0"))
                return i;
            const QByteArray thread = line.first(line.indexOf(' ') + 1);
            for (qsizetype k = i + 1; k < m_lines.size(); ++k) {
                if (m_lines[k].startsWith(thread) && m_lines[k].contains("sync resumed>"))
                    return m_lines[k].endsWith("= 0") ? k : -1;
            }
        }
        return -1;
    }

private:
    QList<QByteArray> m_lines;
};

bool mayTrace()
{
    QProcess probe;
    probe.start(QStringLiteral("strace"),
                { QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("true") });
    return probe.waitForFinished() && probe.exitStatus() == QProcess::NormalExit
            && probe.exitCode() == 0;
}

} // namespace

/// What was acknowledged is there, whatever happens to the process.
class DurabilityTest : public QObject
{
    Q_OBJECT

private slots:
    void syncsBeforeItAnswers();
    void killedUnderWriters();
    void killedUnderWritersWithKeys();
    void killedWithSleepingTasks();
    void killedWithinAFamily();
};

void DurabilityTest::syncsBeforeItAnswers()
{
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty() || !mayTrace())
        QSKIP("strace is missing or not permitted here");
    ServerProcess server;
    const QString path = server.folder() + QStringLiteral("/trace");
    server.wrapper = { QStringLiteral("strace"),
                       QStringLiteral("-D"),
                       QStringLiteral("-f"),
                       QStringLiteral("-y"),
                       QStringLiteral("-s"),
                       QStringLiteral("300"),
                       QStringLiteral("-o"),
                       path,
                       QStringLiteral("-e"),
                       QStringLiteral("trace=fdatasync,fsync,read,recvfrom,recvmsg,readv,sendto,"
                                      "sendmsg,write,writev") };
    // The leak check of sanitizer builds does not work under a tracer.
    server.environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
    QVERIFY(server.start());
    HttpClient client(server.port());
    constexpr int writes = 5;
    for (int i = 0; i < writes; ++i) {
        const QByteArray mark = QByteArray::number(i) + "@traced";
        QCOMPARE(client.post("/add-user", userJson("Traced", mark)).status, 200);
    }
    QCOMPARE(client.get("/start-task").status, 200);
    QCOMPARE(server.stop(), 0);

    const Trace trace(path);
    const auto check = [&trace](QByteArrayView request) {
        const qsizetype arrived = trace.next(request, 0);
        const qsizetype synced = trace.nextSync(arrived);
        const qsizetype answered = trace.next("HTTP/1.1 200", arrived);
        return arrived >= 0 && synced > arrived && answered > synced;
    };
    QTRY_VERIFY(trace.next("+++ exited with 0 +++", 0) >= 0);
    for (int i = 0; i < writes; ++i)
        QVERIFY(check(QByteArray(QByteArray::number(i) + "@traced")));
    QVERIFY(check("GET /start-task"));
}

void DurabilityTest::killedUnderWriters()
{
    const quint32 seed = qEnvironmentVariableIsSet("FRONTDESK_SEED")
            ? quint32(qEnvironmentVariableIntValue("FRONTDESK_SEED"))
            : QRandomGenerator::global()->bounded(1'000'000);
    qInfo("FRONTDESK_SEED=%u repeats it", seed);
    QRandomGenerator random(seed);
    ServerProcess server;
    int inAll = 0;
    for (int round = 0; round < rounds(20, 8); ++round) {
        QVERIFY(server.start());
        std::atomic<int> count = 0;
        std::vector<std::unique_ptr<Writer>> writers;
        for (int i = 0; i < 8; ++i) {
            const QByteArray domain = QByteArray::number(i) + ".round" + QByteArray::number(round);
            writers.push_back(
                    std::make_unique<Writer>(server.port(), domain, random.generate(), count));
        }
        const bool busy = QTest::qWaitFor([&] { return count >= 8; }, 30'000);
        QTest::qWait(random.bounded(400)); // the moment is chance
        server.kill();
        for (auto &writer : writers)
            writer->finish();

        QVERIFY(server.start());
        const auto users = HttpClient(server.port()).get("/users").array();
        Writer::Names stored;
        QSet<qint64> ids;
        for (const auto user : users) {
            const QJsonObject object = user.toObject();
            stored.insert(object.value(QLatin1String("email")).toString().toUtf8(),
                          object.value(QLatin1String("name")).toString().toUtf8());
            ids.insert(object.value(QLatin1String("id")).toInteger());
        }
        for (auto &writer : writers)
            QCOMPARE(writer->check(stored), QString());
        QVERIFY(busy);
        QCOMPARE(stored.size(), users.size()); // each once
        QCOMPARE(ids.size(), users.size());
        QCOMPARE(server.stop(), 0);
        QCOMPARE(runSql(server.databasePath(), "PRAGMA integrity_check"), "ok\n");
        inAll += count;
    }
    qInfo("%d requests acknowledged", inAll);
}

/// A client that has lost its server sends again, and what it asked for is done
/// once, whether it was done before the end or not.
void DurabilityTest::killedUnderWritersWithKeys()
{
    ServerProcess server;
    qsizetype requests = 0;
    for (int round = 0; round < 3; ++round) {
        QVERIFY(server.start());
        std::atomic<int> count = 0;
        std::vector<std::unique_ptr<KeyedWriter>> writers;
        for (int i = 0; i < 8; ++i) {
            const QByteArray domain = QByteArray::number(i) + ".round" + QByteArray::number(round);
            writers.push_back(std::make_unique<KeyedWriter>(server.port(), domain, count));
        }
        const bool busy = QTest::qWaitFor([&] { return count >= 200 * (round + 1); }, 30'000);
        server.kill();
        QList<KeyedWriter::Exchange> exchanges;
        for (auto &writer : writers)
            exchanges += writer->finish();
        QVERIFY(busy);

        QVERIFY(server.start());
        HttpClient client(server.port());
        for (const auto &exchange : exchanges) {
            const auto again = client.post("/users", exchange.body, exchange.fields);
            QCOMPARE(again.status, 201);
            if (exchange.answer.status == 0)
                continue;
            QCOMPARE(again.body, exchange.answer.body);
            QCOMPARE(again.field("Idempotent-Replayed"), QByteArray("true"));
        }
        requests += exchanges.size();
        QCOMPARE(HttpClient(server.port()).get("/users").array().size(), requests);
        QCOMPARE(server.stop(), 0);
    }
}

void DurabilityTest::killedWithSleepingTasks()
{
    ServerProcess server;
    QVERIFY(server.start());
    QList<QByteArray> paths;
    {
        HttpClient client(server.port());
        for (int i = 0; i < 3; ++i) {
            const auto task = client.post("/tasks", R"({"kind":"sleep","params":{"seconds":4}})");
            QCOMPARE(task.status, 202);
            paths += task.field("Location");
        }
        for (const QByteArray &path : paths)
            QTRY_COMPARE(client.get(path).object().value(QLatin1String("state")).toString(),
                         QStringLiteral("running"));
    }
    server.kill();
    QVERIFY(!server.output().contains("Background task completed"));

    QVERIFY(server.start());
    HttpClient client(server.port());
    for (const QByteArray &path : paths) {
        QTRY_COMPARE_WITH_TIMEOUT(
                client.get(path).object().value(QLatin1String("state")).toString(),
                QStringLiteral("completed"), 20'000);
        const QJsonObject task = client.get(path).object();
        QCOMPARE(task.value(QLatin1String("rescued")).toInt(), 1);
        QCOMPARE(task.value(QLatin1String("attempt")).toInt(), 1);
        const auto time = [&task](QLatin1String key) {
            return QDateTime::fromString(task.value(key).toString(), Qt::ISODateWithMs);
        };
        // Not before its time, and by what it had slept already, not anew: the
        // restart took less than the sleep itself.
        const qint64 slept
                = time(QLatin1String("created_at")).msecsTo(time(QLatin1String("ended_at")));
        QVERIFY2(slept >= 4000, QByteArray::number(slept));
    }
    QTRY_COMPARE(server.output().count("Background task completed\n"), 3);
    QCOMPARE(server.stop(), 0);
    QCOMPARE(server.output().count("Background task completed\n"), 3);
}

void DurabilityTest::killedWithinAFamily()
{
    ServerProcess server;
    QVERIFY(server.start());
    const auto stateOf = [&server](int id) {
        HttpClient client(server.port());
        return client.get("/tasks/" + QByteArray::number(id))
                .object()
                .value(QLatin1String("state"))
                .toString();
    };
    const auto running = QStringLiteral("running"), completed = QStringLiteral("completed");
    // 1: a chain of 2, a group 3 (of 5 and 6) and 4.
    QCOMPARE(HttpClient(server.port())
                     .post("/tasks",
                           R"({"kind":"chain","params":{"tasks":[)"
                           R"({"kind":"sleep","params":{"seconds":0}},)"
                           R"({"kind":"group","params":{"tasks":[)"
                           R"({"kind":"sleep","params":{"seconds":0}},)"
                           R"({"kind":"sleep","params":{"seconds":3}}]}},)"
                           R"({"kind":"sleep","params":{"seconds":0}}]}})")
                     .status,
             202);
    const auto ids = [&server] {
        QHash<QString, QList<int>> byParent;
        const auto tasks = HttpClient(server.port()).get("/tasks").array();
        for (const auto &task : tasks)
            byParent[task.toObject().value(QLatin1String("kind")).toString()].prepend(
                    task.toObject().value(QLatin1String("id")).toInt());
        return byParent;
    }();
    const int chain = ids.value(QStringLiteral("chain")).value(0);
    const int group = ids.value(QStringLiteral("group")).value(0);
    const QList<int> sleeps = ids.value(QStringLiteral("sleep")); // first, in the group, last
    QCOMPARE(sleeps.size(), 4);
    QTRY_COMPARE(stateOf(sleeps[1]), completed);
    QTRY_COMPARE(stateOf(sleeps[2]), running);
    server.kill();

    QVERIFY(server.start());
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(sleeps[2]), running, 1000);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(chain), completed, 20'000);
    HttpClient client(server.port());
    for (const int id : { chain, group, sleeps[0], sleeps[1], sleeps[2], sleeps[3] }) {
        const auto task = client.get("/tasks/" + QByteArray::number(id)).object();
        QCOMPARE(task.value(QLatin1String("state")).toString(), completed);
        const bool wasRunning = id == chain || id == group || id == sleeps[2];
        QCOMPARE(task.value(QLatin1String("rescued")).toInt(), wasRunning ? 1 : 0);
        QCOMPARE(task.value(QLatin1String("attempts")).toArray().size(), wasRunning ? 2 : 1);
    }
    QCOMPARE(server.stop(), 0);
}

QTEST_GUILESS_MAIN(DurabilityTest)
#include "tst_durability.moc"
