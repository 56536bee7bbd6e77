// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/databasefile.h"
#include "support/httpclient.h"
#include "support/serverprocess.h"
#include "support/webtarget.h"

#include <QDir>
#include <QFile>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;

/// What tasks ask of other servers, in the real program and its database.
class WebhooksTest : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void tellsOfTheEndAfterAKill();
    void secretsAreGoneAfterwards();
    void refusesPrivateTargets();

private:
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<WebTarget> m_target;
};

void WebhooksTest::init()
{
    m_target = std::make_unique<WebTarget>();
    m_server = std::make_unique<ServerProcess>();
    m_server->options = QStringList { u"--allow-private-targets"_s };
}

/// A hook that was refused once, and whose program then died, comes again, with the
/// same id and a signature that holds (Standard Webhooks).
void WebhooksTest::tellsOfTheEndAfterAKill()
{
    m_target->answers["/hook"] = WebTarget::answer("503 Service Unavailable");
    QVERIFY(m_server->start());
    const QByteArray body = R"({"kind":"sleep","params":{"seconds":0.1},"notify_url":")"
            + m_target->url(u"/hook"_s).toUtf8() + "\"}";
    QCOMPARE(HttpClient(m_server->port()).post("/tasks", body).status, 202);
    QTRY_COMPARE(m_target->asked.size(), 1);
    m_server->kill();
    m_target->answers["/hook"] = WebTarget::answer("204 No Content");
    QVERIFY(m_server->start());
    QTRY_COMPARE_WITH_TIMEOUT(m_target->asked.size(), 2, 20'000);

    const auto &first = m_target->asked[0], &second = m_target->asked[1];
    QCOMPARE(second.field("webhook-id"), first.field("webhook-id"));
    QVERIFY2(second.body.contains(R"("state":"completed")"), second.body);
    QFile keyFile(m_server->dataFolder() + u"/webhook-secret"_s);
    QVERIFY(keyFile.open(QFile::ReadOnly));
    QVERIFY(!(keyFile.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    QByteArray key = keyFile.readAll().trimmed();
    QVERIFY2(key.startsWith("whsec_"), key);
    const QByteArray text = second.field("webhook-id") + '.' + second.field("webhook-timestamp")
            + '.' + second.body;
    const QByteArray signature = QMessageAuthenticationCode::hash(
            text, QByteArray::fromBase64(key.mid(6)), QCryptographicHash::Sha256);
    QCOMPARE(second.field("webhook-signature"), "v1," + signature.toBase64());
    QCOMPARE(m_server->stop(), 0);
}

/// Of a request's secret nothing is left in any file once the task has completed.
void WebhooksTest::secretsAreGoneAfterwards()
{
    m_target->answers["/"] = WebTarget::answer("200 OK", "fine");
    QVERIFY(m_server->start());
    const QByteArray body = R"({"kind":"http_request","params":{"url":")"
            + m_target->url(u"/"_s).toUtf8()
            + R"(","headers":{"Authorization":"Bearer sesame-open"}}})";
    HttpClient client(m_server->port());
    const QByteArray path = client.post("/tasks", body).field("Location");
    QTRY_COMPARE(client.get(path).object().value("state"_L1).toString(), u"completed"_s);
    const auto answer = client.get(path);
    QVERIFY2(answer.body.contains(R"("Authorization":"***")"), answer.body);
    QVERIFY(!answer.body.contains("sesame"));
    QCOMPARE(m_target->asked.size(), 1);
    QCOMPARE(m_target->asked.first().field("Authorization"), "Bearer sesame-open");
    QVERIFY(!client.get("/tasks").body.contains("sesame"));
    QCOMPARE(m_server->stop(), 0);
    runSql(m_server->databasePath(), "VACUUM"); // what was overwritten may lie in free pages
    const QDir folder(m_server->dataFolder());
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY2(!file.readAll().contains("sesame"), qPrintable(name));
    }
}

void WebhooksTest::refusesPrivateTargets()
{
    m_server->options.clear();
    QVERIFY(m_server->start());
    const QByteArray body = R"({"kind":"http_request","max_attempts":1,"params":{"url":")"
            + m_target->url(u"/"_s).toUtf8() + "\"}}";
    const auto answer = HttpClient(m_server->port()).post("/tasks", body, "Prefer: wait=20\r\n");
    QVERIFY2(answer.status == 422 || answer.body.contains(R"("state":"failed")"), answer.body);
    QCOMPARE(m_target->connections, 0);
    QCOMPARE(m_server->stop(), 0);
}

QTEST_GUILESS_MAIN(WebhooksTest)
#include "tst_webhooks.moc"
