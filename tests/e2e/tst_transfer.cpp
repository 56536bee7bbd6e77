// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray csvOf(int rows)
{
    QByteArray csv = "name,email\r\n";
    for (int i = 1; i <= rows; ++i) {
        const QByteArray number = QByteArray::number(i);
        csv += "\"Doe, " + number + "\",user" + number + "@example.org\r\n";
    }
    return csv;
}

constexpr char asCsv[] = "Content-Type: text/csv\r\n";
constexpr char asCsvAndWaits[] = "Content-Type: text/csv\r\nPrefer: wait=60\r\n";

} // namespace

/// Users to and from files, and backups, as tasks.
class TransferTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<ServerProcess>();
        QVERIFY(m_server->start());
    }
    void cleanup()
    {
        if (m_server->isRunning())
            QCOMPARE(m_server->stop(), 0);
    }

    void importsAndExports_data();
    void importsAndExports();
    void reportsRows();
    void allOrNothing();
    void whatCannotBeRead_data();
    void whatCannotBeRead();
    void refuses_data();
    void refuses();
    void isTooLarge();
    void answersAtOnce();
    void survivesAKill();
    void isAllOrNothingOverAKill();
    void isCancelled();
    void backsUp();
    void checksParameters_data();
    void checksParameters();
    void noFile();

private:
    HttpAnswer post(const QByteArray &target, const QByteArray &fields, const QByteArray &body = {})
    {
        HttpClient client(m_server->port());
        client.sendRequest("POST", target, fields, body);
        return client.read(false, 120s);
    }
    HttpAnswer get(const QByteArray &target)
    {
        HttpClient client(m_server->port());
        client.sendRequest("GET", target);
        return client.read(false, 120s);
    }
    QJsonObject task(const QByteArray &path) { return get(path).object(); }
    QString state(const QByteArray &path) { return task(path).value("state"_L1).toString(); }
    QJsonObject resultOf(const HttpAnswer &answer) const
    {
        return answer.object().value("result"_L1).toObject();
    }
    int users() { return get("/users?limit=1&count=exact").field("X-Total-Count").toInt(); }
    QStringList files(const QString &folder) const
    {
        return QDir(m_server->dataFolder() + u'/' + folder)
                .entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<ServerProcess> m_server;
};

void TransferTest::importsAndExports_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("rows");
    QTest::newRow("CSV, in memory") << "csv"_ba
                                    << "text/csv"_ba << 1'000;
    QTest::newRow("CSV, in a file") << "csv"_ba
                                    << "text/csv; charset=utf-8"_ba << 50'000;
    QTest::newRow("JSON") << "json"_ba
                          << "application/json"_ba << 50'000;
    QTest::newRow("NDJSON") << "ndjson"_ba
                            << "application/x-ndjson"_ba << 50'000;
}

void TransferTest::importsAndExports()
{
    QFETCH(const QByteArray, format);
    QFETCH(const QByteArray, type);
    QFETCH(const int, rows);
    const auto imported = post("/users/import", asCsvAndWaits, csvOf(rows));
    QCOMPARE(imported.status, 200);
    QCOMPARE(imported.field("Preference-Applied"), "wait=60"_ba);
    QCOMPARE(resultOf(imported).value("created"_L1).toInt(), rows);
    QTRY_COMPARE(files(u"uploads"_s), QStringList());

    const auto exported = post("/users/export?format=" + format, "Prefer: wait=60\r\n");
    QCOMPARE(exported.status, 200);
    QCOMPARE(resultOf(exported).value("users"_L1).toInt(), rows);
    const auto file = get(exported.field("Location") + "/file");
    QCOMPARE(file.status, 200);
    QCOMPARE(file.body.size(), resultOf(exported).value("bytes"_L1).toInteger());
    QVERIFY(file.field("Content-Disposition").startsWith("attachment; filename=\"users-2-"));
    QVERIFY(file.field("Content-Disposition").endsWith(QByteArray("Z." + format + '"')));

    // What was exported is imported by another server, all or nothing.
    ServerProcess other;
    QVERIFY(other.start());
    HttpClient client(other.port());
    client.sendRequest("POST", "/users/import?atomic=true",
                       "Content-Type: " + type + "\r\nPrefer: wait=60\r\n", file.body);
    const auto copied = client.read(false, 120s);
    QCOMPARE(resultOf(copied).value("created"_L1).toInt(), rows);
    const auto first = get("/users").body;
    client.sendRequest("GET", "/users");
    QCOMPARE(client.read().body, first);
    QCOMPARE(other.stop(), 0);
}

void TransferTest::reportsRows()
{
    QByteArray csv = "name,email\nAda,ada@x\n,bad\nBob,ada@x\nAda,ada@x\n";
    for (int i = 0; i < 2'000; ++i)
        csv += "x,\n";
    const auto answer = post("/users/import", asCsvAndWaits, csv);
    QCOMPARE(answer.status, 200);
    const QJsonObject report = resultOf(answer);
    QCOMPARE(report.value("rows"_L1).toInt(), 2'004);
    QCOMPARE(report.value("created"_L1).toInt(), 1);
    QCOMPARE(report.value("unchanged"_L1).toInt(), 1);
    QCOMPARE(report.value("failed"_L1).toInt(), 2'002);
    const QJsonArray errors = report.value("errors"_L1).toArray();
    QCOMPARE(errors.size(), 1'000);
    QCOMPARE(errors[0].toObject().value("line"_L1).toInt(), 3);
    QCOMPARE(errors[2].toObject().value("code"_L1).toString(), u"taken"_s);
    QCOMPARE(report.value("errors_left_out"_L1).toInt(), 1'003);
    QCOMPARE(users(), 1);
}

void TransferTest::allOrNothing()
{
    const QByteArray csv = "name,email\nAda,ada@x\nBo,\n";
    const auto refused = post("/users/import?atomic=true", asCsvAndWaits, csv);
    QCOMPARE(resultOf(refused).value("created"_L1).toInt(), 0);
    QCOMPARE(resultOf(refused).value("failed"_L1).toInt(), 1);
    QCOMPARE(users(), 0);
    const auto kept = post("/users/import?atomic=false", asCsvAndWaits, csv);
    QCOMPARE(resultOf(kept).value("created"_L1).toInt(), 1);
    QCOMPARE(users(), 1);
}

void TransferTest::whatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("word");
    QTest::newRow("no such column") << "text/csv"_ba
                                    << "name,mail\nA,a@x\n"_ba << u"Line 1"_s;
    QTest::newRow("one endless line") << "text/csv"_ba
                                      << "name,email\n\"" + QByteArray(3 << 20, 'x') << u"Line 2"_s;
    QTest::newRow("UTF-16") << "text/csv"_ba
                            << "\xFF\xFEn\0a\0"_ba << u"UTF-16"_s;
    QTest::newRow("no array") << "application/json"_ba
                              << "{\"name\":1}"_ba << u"Line 1"_s;
    QTest::newRow("an array that never ends")
            << "application/json"_ba << QByteArray(1 << 20, '[') << u"Line 1"_s;
}

void TransferTest::whatCannotBeRead()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, word);
    const auto answer
            = post("/users/import", "Content-Type: " + type + "\r\nPrefer: wait=60\r\n", body);
    QCOMPARE(answer.status, 200);
    const QJsonObject task = answer.object();
    const QString unreadable = resultOf(answer).value("unreadable"_L1).toString();
    const QString error = task.value("error"_L1).toString() + unreadable;
    QVERIFY2(error.contains(word), qPrintable(error));
    QCOMPARE(users(), 0);
}

void TransferTest::refuses_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray csv = "Content-Type: text/csv\r\n";
    QTest::newRow("no type") << "/users/import"_ba
                             << ""_ba
                             << "a"_ba << 415;
    QTest::newRow("a form") << "/users/import"_ba
                            << "Content-Type: application/x-www-form-urlencoded\r\n"_ba
                            << "a"_ba << 415;
    QTest::newRow("no body") << "/users/import"_ba << csv << ""_ba << 400;
    QTest::newRow("atomic=yes") << "/users/import?atomic=yes"_ba << csv << "a"_ba << 400;
    QTest::newRow("another key") << "/users/import?dry=true"_ba << csv << "a"_ba << 400;
    QTest::newRow("another site") << "/users/import"_ba << csv + "Origin: http://evil.example\r\n"
                                  << "a"_ba << 403;
    QTest::newRow("an unknown format") << "/users/export?format=xls"_ba
                                       << ""_ba
                                       << ""_ba << 422;
    QTest::newRow("an unknown key") << "/users/export?to=/etc/passwd"_ba
                                    << ""_ba
                                    << ""_ba << 400;
}

void TransferTest::refuses()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, fields);
    QFETCH(const QByteArray, body);
    const auto answer = post(target, fields, body);
    QTEST(answer.status, "status");
    QCOMPARE(problemWith(answer), QString());
    if (answer.status == 415) {
        const QString detail = answer.object().value("detail"_L1).toString();
        QVERIFY(detail.contains("text/csv"_L1) && detail.contains("application/json"_L1)
                && detail.contains("application/x-ndjson"_L1));
    }
    QCOMPARE(files(u"uploads"_s), QStringList());
    QCOMPARE(get("/tasks").array().size(), 0);
}

void TransferTest::isTooLarge()
{
    HttpClient client(m_server->port());
    client.send("POST /users/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                "Content-Length: 67108865\r\n\r\n");
    const auto answer = client.read(); // nothing of the body was sent
    QCOMPARE(answer.status, 413);
    QCOMPARE(problemWith(answer), QString());
}

void TransferTest::answersAtOnce()
{
    const auto answer = post("/users/import", asCsv, csvOf(10));
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.field("Retry-After"), "1"_ba);
    QCOMPARE(answer.object().value("kind"_L1).toString(), u"import_users"_s);
    QTRY_COMPARE(state(answer.field("Location")), u"completed"_s);
    QTRY_COMPARE(files(u"uploads"_s), QStringList());
}

void TransferTest::survivesAKill()
{
    constexpr int rows = rounds(400'000, 60'000);
    const auto answer = post("/users/import", asCsv, csvOf(rows));
    QCOMPARE(answer.status, 202);
    const QByteArray path = answer.field("Location");
    QTRY_VERIFY_WITH_TIMEOUT(users() > 0, 60'000);
    m_server->kill();
    QCOMPARE(files(u"uploads"_s).size(), 1);

    QVERIFY(m_server->start());
    const int before = users();
    QVERIFY(before > 0);
    QTRY_COMPARE_WITH_TIMEOUT(state(path), u"completed"_s, 120'000);
    const QJsonObject task = this->task(path);
    const QJsonObject report = task.value("result"_L1).toObject();
    QCOMPARE(report.value("rows"_L1).toInt(), rows);
    QCOMPARE(report.value("failed"_L1).toInt(), 0);
    QCOMPARE(report.value("errors"_L1).toArray().size(), 0);
    QCOMPARE(report.value("created"_L1).toInt() + report.value("unchanged"_L1).toInt(), rows);
    QCOMPARE(users(), rows);
    // One that had ended before the kill leaves its file to the sweep, minutes later.
    if (task.value("rescued"_L1).toInt() == 1)
        QTRY_COMPARE(files(u"uploads"_s), QStringList());
}

void TransferTest::isAllOrNothingOverAKill()
{
    constexpr int rows = rounds(400'000, 60'000);
    const auto answer = post("/users/import?atomic=true", asCsv, csvOf(rows));
    QCOMPARE(answer.status, 202);
    const QByteArray path = answer.field("Location");
    QTRY_VERIFY_WITH_TIMEOUT(users() > 0, 60'000);
    m_server->kill();
    // Without its file it can't begin anew: nobody but the start takes back its users.
    const QString upload = m_server->dataFolder() + u"/uploads/"_s + files(u"uploads"_s).value(0);
    QVERIFY(QFile::remove(upload));

    QVERIFY(m_server->start());
    const int before = users();
    QTRY_VERIFY_WITH_TIMEOUT(state(path) == "failed"_L1 || state(path) == "completed"_L1, 60'000);
    if (state(path) == "completed"_L1)
        QSKIP("This machine imports faster than it can be killed.");
    QTRY_COMPARE_WITH_TIMEOUT(users(), 0, 60'000);
    QVERIFY(before > 0);
}

void TransferTest::isCancelled()
{
    constexpr int rows = rounds(400'000, 60'000);
    const auto answer = post("/users/import", asCsv, csvOf(rows));
    const QByteArray path = answer.field("Location");
    QTRY_VERIFY_WITH_TIMEOUT(users() > 0, 60'000);
    const auto cancelled = post(path + "/cancel", "Content-Length: 0\r\n");
    if (cancelled.status == 409)
        QSKIP("This machine imports faster than it can be asked not to.");
    QTRY_VERIFY_WITH_TIMEOUT(state(path) != "cancelling"_L1, 60'000);
    if (state(path) == "cancelled"_L1) {
        QVERIFY(users() < rows);
        QCOMPARE(files(u"uploads"_s).size(), 1); // it may be tried again
        QCOMPARE(post(path + "/retry", "Content-Length: 0\r\n").status, 202);
    }
    QTRY_COMPARE_WITH_TIMEOUT(state(path), u"completed"_s, 120'000);
    QCOMPARE(users(), rows);
}

void TransferTest::backsUp()
{
    QVERIFY(addUsers(m_server->port(), 500));
    const auto answer = post("/tasks", "Content-Type: application/json\r\nPrefer: wait=60\r\n",
                             R"({"kind":"backup"})");
    QCOMPARE(answer.status, 200);
    const QString file = resultOf(answer).value("file"_L1).toString();
    QVERIFY(file.startsWith("backups/frontdesk-1-"_L1));
    const auto fetched = get("/tasks/1/file");
    QCOMPARE(fetched.body.size(), resultOf(answer).value("bytes"_L1).toInteger());
    QVERIFY(fetched.body.startsWith("SQLite format 3"));
    QVERIFY(addUsers(m_server->port(), 0));
    QCOMPARE(HttpClient(m_server->port()).post("/add-user", userJson("Late", "late@x")).status,
             200);

    QCOMPARE(m_server->stop(), 0);
    ServerProcess shell;
    QCOMPARE(shell.run({ u"--data"_s, m_server->dataFolder(), u"restore"_s,
                         m_server->dataFolder() + u'/' + file }),
             0);
    QVERIFY(m_server->start());
    QCOMPARE(users(), 500);
}

void TransferTest::checksParameters_data()
{
    QTest::addColumn<QByteArray>("task");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("no file") << R"({"kind":"import_users"})"_ba << QStringList { u"params.file"_s };
    QTest::newRow("a number, and no truth")
            << R"({"kind":"import_users","params":{"file":7,"atomic":"yes"}})"_ba
            << QStringList { u"params.file"_s, u"params.atomic"_s };
    QTest::newRow("a path of the server's")
            << R"({"kind":"import_users","params":{"file":"/etc/passwd"}})"_ba
            << QStringList { u"params.file"_s };
    QTest::newRow("out of the folder")
            << R"({"kind":"import_users","params":{"file":"uploads/../frontdesk.db"}})"_ba
            << QStringList { u"params.file"_s };
    QTest::newRow("not there")
            << R"({"kind":"import_users","params":{"file":"uploads/0123456789abcdef.csv"}})"_ba
            << QStringList { u"params.file"_s };
    QTest::newRow("a format") << R"({"kind":"export_users","params":{"format":"xls"}})"_ba
                              << QStringList { u"params.format"_s };
    QTest::newRow("no format") << R"({"kind":"export_users","params":{"format":[]}})"_ba
                               << QStringList { u"params.format"_s };
}

void TransferTest::checksParameters()
{
    QFETCH(const QByteArray, task);
    const auto answer = HttpClient(m_server->port()).post("/tasks", task);
    QCOMPARE(answer.status, 422);
    QCOMPARE(problemWith(answer), QString());
    QTEST(fieldsOf(answer), "fields");
}

void TransferTest::noFile()
{
    QCOMPARE(get("/tasks/7/file").status, 404);
    QCOMPARE(get("/tasks/x/file").status, 404);
    (void)HttpClient(m_server->port())
            .post("/tasks", R"({"kind":"sleep","params":{"seconds":0}})", "Prefer: wait=9\r\n");
    const auto answer = get("/tasks/1/file");
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.object().value("code"_L1).toString(), u"file_not_found"_s);
}

QTEST_GUILESS_MAIN(TransferTest)
#include "tst_transfer.moc"
