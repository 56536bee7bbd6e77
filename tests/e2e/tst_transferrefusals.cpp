// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"
#include "support/problem.h"
#include "transferservertest.h"

#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;

/// Imports, exports and files that are refused.
class TransferRefusalsTest : public TransferServerTest
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void isTooLarge();
    void checksParameters_data();
    void checksParameters();
    void noFile();
};

void TransferRefusalsTest::refuses_data()
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

void TransferRefusalsTest::refuses()
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

void TransferRefusalsTest::isTooLarge()
{
    HttpClient client(m_server->port());
    client.send("POST /users/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                "Content-Length: 67108865\r\n\r\n");
    const auto answer = client.read(); // nothing of the body was sent
    QCOMPARE(answer.status, 413);
    QCOMPARE(problemWith(answer), QString());
}

void TransferRefusalsTest::checksParameters_data()
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

void TransferRefusalsTest::checksParameters()
{
    QFETCH(const QByteArray, task);
    const auto answer = HttpClient(m_server->port()).post("/tasks", task);
    QCOMPARE(answer.status, 422);
    QCOMPARE(problemWith(answer), QString());
    QTEST(fieldsOf(answer), "fields");
}

void TransferRefusalsTest::noFile()
{
    QCOMPARE(get("/tasks/7/file").status, 404);
    QCOMPARE(get("/tasks/x/file").status, 404);
    (void)HttpClient(m_server->port())
            .post("/tasks", R"({"kind":"sleep","params":{"seconds":0}})", "Prefer: wait=9\r\n");
    const auto answer = get("/tasks/1/file");
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.object().value("code"_L1).toString(), u"file_not_found"_s);
}

QTEST_GUILESS_MAIN(TransferRefusalsTest)
#include "tst_transferrefusals.moc"
