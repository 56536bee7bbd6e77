// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

#include <atomic>
#include <csignal>
#include <memory>
#include <thread>
#include <vector>

using namespace frontdesk;

namespace {

QSet<QString> emailsOf(quint16 port)
{
    QSet<QString> emails;
    for (const auto user : HttpClient(port).get("/users").array())
        emails += user.toObject().value(QLatin1String("email")).toString();
    return emails;
}

} // namespace

/// `frontdeskd backup` and `frontdeskd restore`, as a shell sees them.
class BackupTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<ServerProcess>();
        m_shell = std::make_unique<ServerProcess>();
        m_file = m_server->folder() + QStringLiteral("/backup.db");
    }

    void wrongUse_data();
    void wrongUse();
    void underWriters();
    void offlineAndBack();
    void afterAKill();
    void theServerEndsMeanwhile();
    void restoreWantsItStopped();
    void sentences_data();
    void sentences();

private:
    /// `frontdeskd --data … WORDS`.
    std::optional<int> run(const QStringList &words)
    {
        return m_shell->run(QStringList { QStringLiteral("--data"), m_server->dataFolder() }
                            + words);
    }
    QByteArray sentence() const
    {
        const QByteArray errors = m_shell->errors();
        return errors.count('\n') == 1 && errors.endsWith('\n') ? errors : QByteArray();
    }
    bool add(const QByteArray &email)
    {
        return HttpClient(m_server->port()).post("/add-user", userJson("Name", email)).status
                == 200;
    }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ServerProcess> m_shell; ///< runs the subcommands
    QString m_file;
};

void BackupTest::wrongUse_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no file") << QStringList { QStringLiteral("backup") };
    QTest::newRow("an empty file") << QStringList { QStringLiteral("restore"), QString() };
    QTest::newRow("two files") << QStringList { QStringLiteral("backup"), QStringLiteral("a"),
                                                QStringLiteral("b") };
    QTest::newRow("restore by force")
            << QStringList { QStringLiteral("restore"), QStringLiteral("a"),
                             QStringLiteral("--force") };
    QTest::newRow("force alone") << QStringList { QStringLiteral("--force") };
    QTest::newRow("no such command") << QStringList { QStringLiteral("back") };
}

void BackupTest::wrongUse()
{
    QFETCH(const QStringList, words);
    QCOMPARE(run(words), 2);
    QVERIFY2(!sentence().isEmpty(), m_shell->errors());
    QVERIFY(!QDir(m_server->dataFolder()).exists());
}

/// Whoever was acknowledged before it began is in it, nothing is in it that was not
/// in the database, and everybody is answered meanwhile.
void BackupTest::underWriters()
{
    QVERIFY(m_server->start());
    QVERIFY(addUsers(m_server->port(), rounds(20'000, 3'000)));
    std::atomic<bool> enough = false;
    std::atomic<int> written = 0;
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i) {
        writers.emplace_back([&, i] {
            HttpClient client(m_server->port());
            for (int k = 0; !enough; ++k) {
                const QByteArray email = QByteArray::number(k) + "@writer" + QByteArray::number(i);
                written += client.post("/add-user", userJson("W", email)).status == 200;
            }
        });
    }
    const bool busy = QTest::qWaitFor([&] { return written > 100; }, 30'000);
    const QSet<QString> before = emailsOf(m_server->port());
    const auto status = run({ QStringLiteral("backup"), m_file });
    const int during = written;
    const bool goesOn = QTest::qWaitFor([&] { return written > during + 100; }, 30'000);
    const QSet<QString> after = emailsOf(m_server->port());
    enough = true;
    for (auto &writer : writers)
        writer.join();
    QVERIFY(busy && goesOn);
    QCOMPARE(status, 0);
    QVERIFY2(m_shell->output().contains(m_file.toUtf8()), m_shell->output());
    QCOMPARE(m_shell->errors(), QByteArray()); // no terminal, no progress
    QCOMPARE(m_server->stop(), 0);

    QVERIFY(QDir().mkpath(m_shell->dataFolder()));
    QVERIFY(QFile::rename(m_file, m_shell->databasePath()));
    QVERIFY(m_shell->start());
    const QSet<QString> stored = emailsOf(m_shell->port());
    QVERIFY(stored.contains(before));
    QVERIFY(after.contains(stored));
    QCOMPARE(m_shell->stop(), 0);
}

void BackupTest::offlineAndBack()
{
    QVERIFY(m_server->start());
    QVERIFY(add("kept@x"));
    QCOMPARE(m_server->stop(), 0);
    QCOMPARE(run({ QStringLiteral("backup"), m_file }), 0);
    QCOMPARE(run({ QStringLiteral("backup"), m_file }), 1); // it is there
    QVERIFY2(sentence().contains("--force"), m_shell->errors());
    QCOMPARE(run({ QStringLiteral("backup"), QStringLiteral("--force"), m_file }), 0);

    QVERIFY(m_server->start());
    QVERIFY(add("later@x"));
    QCOMPARE(m_server->stop(), 0);
    QCOMPARE(run({ QStringLiteral("restore"), m_file }), 0);
    QVERIFY2(m_shell->output().contains("before-restore-"), m_shell->output());
    QVERIFY(m_server->start());
    QCOMPARE(emailsOf(m_server->port()), QSet<QString> { QStringLiteral("kept@x") });
    QCOMPARE(m_server->stop(), 0);
}

/// The socket of a process that was killed is in nobody's way.
void BackupTest::afterAKill()
{
    QVERIFY(m_server->start());
    QVERIFY(add("one@x"));
    m_server->kill();
    QVERIFY(QFile::exists(m_server->dataFolder() + QStringLiteral("/frontdesk.sock")));
    QCOMPARE(run({ QStringLiteral("backup"), m_file }), 0);
    QVERIFY(m_server->start());
    QVERIFY(add("two@x"));
    QCOMPARE(run({ QStringLiteral("backup"), QStringLiteral("--force"), m_file }), 0);
    QCOMPARE(m_server->stop(), 0);
    QVERIFY(!QFile::exists(m_server->dataFolder() + QStringLiteral("/frontdesk.sock")));
    QCOMPARE(run({ QStringLiteral("restore"), m_file }), 0);
    QVERIFY(m_server->start());
    QCOMPARE(emailsOf(m_server->port()).size(), 2);
    QCOMPARE(m_server->stop(), 0);
}

/// Either it was quick enough or it says why not, and nothing half is left.
void BackupTest::theServerEndsMeanwhile()
{
    QVERIFY(m_server->start());
    QVERIFY(addUsers(m_server->port(), rounds(20'000, 3'000)));
    QDir target(m_server->folder());
    QVERIFY(target.mkdir(QStringLiteral("target")));
    QVERIFY(target.cd(QStringLiteral("target")));
    std::thread ending([&] {
        const QDeadlineTimer deadline { ServerProcess::patience };
        while (target.isEmpty(QDir::Files | QDir::Hidden) && !deadline.hasExpired())
            std::this_thread::yield();
        m_server->signal(SIGTERM);
    });
    const auto asked = run({ QStringLiteral("backup"), target.filePath(QStringLiteral("b")) });
    ending.join();
    QCOMPARE(m_server->waitForEnd(), 0);
    const QStringList left = target.entryList(QDir::Files | QDir::Hidden);
    if (asked == 0)
        QCOMPARE(left, QStringList { QStringLiteral("b") });
    else
        QVERIFY2(!sentence().isEmpty() && left.isEmpty(), m_shell->errors());
}

void BackupTest::restoreWantsItStopped()
{
    QVERIFY(m_server->start());
    QVERIFY(add("one@x"));
    QCOMPARE(run({ QStringLiteral("backup"), m_file }), 0);
    QCOMPARE(run({ QStringLiteral("restore"), m_file }), 1);
    QVERIFY2(sentence().contains("stop it first"), m_shell->errors());
    QCOMPARE(HttpClient(m_server->port()).get("/user/1").status, 200);
    QCOMPARE(m_server->stop(), 0);
}

void BackupTest::sentences_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("no data folder")
            << QStringList { QStringLiteral("--data"), QStringLiteral("/nonexistent/data"),
                             QStringLiteral("backup"), QStringLiteral("/tmp/b") }
            << QByteArray("/nonexistent/data");
    QTest::newRow("no folder for it")
            << QStringList { QStringLiteral("backup"), QStringLiteral("/nonexistent/b") }
            << QByteArray("No such file or directory");
    QTest::newRow("no backup") << QStringList { QStringLiteral("restore"),
                                                QStringLiteral("/nonexistent/b") }
                               << QByteArray("No such file or directory");
}

void BackupTest::sentences()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, named);
    QVERIFY(m_server->start());
    QCOMPARE(m_server->stop(), 0);
    QCOMPARE(run(words), 1);
    QVERIFY2(sentence().contains(named), m_shell->errors());
    QCOMPARE(m_shell->output(), QByteArray());
}

QTEST_GUILESS_MAIN(BackupTest)
#include "tst_backup.moc"
