// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <functional>

#include <sys/mount.h>
#include <sys/resource.h>

using namespace frontdesk;

namespace {

/// A small file system of its own on a folder, where the system lets us.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &folder)
        : m_folder(QFile::encodeName(folder))
    {
        QDir().mkpath(folder);
        m_mounted = ::mount("tmpfs", m_folder.constData(), "tmpfs", 0, "size=4m") == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_folder.constData(), MNT_DETACH);
    }

    bool isMounted() const { return m_mounted; }
    QString filler() const { return QFile::decodeName(m_folder) + QStringLiteral("/filler"); }
    void fill() const
    {
        QFile file(filler());
        if (!file.open(QFile::WriteOnly | QFile::Unbuffered))
            return;
        for (const int size : { 65'536, 512 }) {
            while (file.write(QByteArray(size, 'f')) == size) { }
        }
    }

private:
    QByteArray m_folder;
    bool m_mounted = false;
};

void limitFileSize(qint64 pid, rlim_t bytes)
{
    const rlimit limit { bytes, RLIM_INFINITY };
    QCOMPARE(::prlimit(pid_t(pid), RLIMIT_FSIZE, &limit, nullptr), 0);
}

} // namespace

/// A disk that fills: nothing that was acknowledged is lost, reads go on, and so do
/// writes once there is room, without a restart.
class FullDiskTest : public QObject
{
    Q_OBJECT

private slots:
    void fileSystemIsFull();
    void filesMayNotGrow();

private:
    void survives(ServerProcess &server, const std::function<void()> &fill,
                  const std::function<void()> &makeRoom);
};

void FullDiskTest::fileSystemIsFull()
{
    ServerProcess server;
    const SmallDisk disk(server.dataFolder());
    if (!disk.isMounted())
        QSKIP("mounting is not permitted here; filesMayNotGrow() shows the same");
    survives(
            server, [&disk] { disk.fill(); }, [&disk] { QFile::remove(disk.filler()); });
}

void FullDiskTest::filesMayNotGrow()
{
    ServerProcess server;
    survives(
            server,
            [&server] {
                const QFileInfo log(server.databasePath() + QStringLiteral("-wal"));
                limitFileSize(server.pid(), rlim_t(log.size() + 20'000));
            },
            [&server] { limitFileSize(server.pid(), RLIM_INFINITY); });
}

void FullDiskTest::survives(ServerProcess &server, const std::function<void()> &fill,
                            const std::function<void()> &makeRoom)
{
    QVERIFY(server.start());
    HttpClient client(server.port());
    QHash<QString, qint64> acknowledged;
    int next = 0;
    const auto add = [&] {
        const QByteArray email = QByteArray::number(++next) + "@disk";
        const auto answer = client.post("/add-user", userJson("Name", email));
        if (answer.status == 200)
            acknowledged.insert(QString::fromUtf8(email),
                                answer.object()
                                        .value(QLatin1String("user"))
                                        .toObject()
                                        .value(QLatin1String("id"))
                                        .toInteger());
        return answer;
    };
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 50; ++i)
            QCOMPARE(add().status, 200);
        fill();
        HttpAnswer refused;
        for (int i = 0; i < 2'000 && refused.status != 503; ++i) {
            refused = add();
            QVERIFY2(refused.status == 200 || refused.status == 503, refused.body);
        }
        QCOMPARE(refused.status, 503);
        QCOMPARE(problemWith(refused), QString());
        QVERIFY(!refused.field("Retry-After").isEmpty());

        const QByteArray json = "Content-Type: application/json\r\n";
        const QByteArray big = '"' + QByteArray(50, 'n') + '"';
        QByteArray batch;
        for (int i = 0; i < 2'000; ++i)
            batch += (i > 0 ? "," : "[") + QByteArray("{\"name\":") + big + ",\"email\":\"b"
                    + QByteArray::number(i) + "@batch\"}";
        client.sendRequest("POST", "/users/batch", json, batch + ']');
        const auto manyRefused = client.read();
        QCOMPARE(manyRefused.status, 503);
        QVERIFY(!manyRefused.field("Retry-After").isEmpty());

        // Meanwhile what is there can be read.
        QCOMPARE(client.get("/user/1").status, 200);
        QCOMPARE(client.get("/users?limit=10").array().size(), 10);
        QCOMPARE(client.get("/users").array().size(), acknowledged.size());
        QCOMPARE(client.get("/livez").status, 200);

        makeRoom();
        QTRY_COMPARE(add().status, 200);
    }
    QCOMPARE(client.get("/start-task").status, 200);
    QHash<QString, qint64> stored;
    const auto users = client.get("/users").array();
    for (const auto user : users)
        stored.insert(user.toObject().value(QLatin1String("email")).toString(),
                      user.toObject().value(QLatin1String("id")).toInteger());
    QCOMPARE(stored.size(), users.size());
    QCOMPARE(stored, acknowledged);
    QCOMPARE(server.stop(), 0);
    QCOMPARE(runSql(server.databasePath(), "PRAGMA integrity_check"), "ok\n");
}

QTEST_GUILESS_MAIN(FullDiskTest)
#include "tst_fulldisk.moc"
