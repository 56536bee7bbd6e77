// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/serverprocess.h"
#include "transferservertest.h"

#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr char asCsvAndWaits[] = "Content-Type: text/csv\r\nPrefer: wait=60\r\n";

} // namespace

/// Users to and from files, and backups, as tasks.
class TransferTest : public TransferServerTest
{
    Q_OBJECT

private slots:
    void importsAndExports_data();
    void importsAndExports();
    void reportsRows();
    void allOrNothing();
    void whatCannotBeRead_data();
    void whatCannotBeRead();
    void backsUp();
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

QTEST_GUILESS_MAIN(TransferTest)
#include "tst_transfer.moc"
