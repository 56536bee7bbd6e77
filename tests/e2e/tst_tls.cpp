// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sender.h"
#include "support/certificate.h"
#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace frontdesk;

/// `--tls-cert` and `--tls-key`, with a client of somebody else's.
class TlsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void servesCurl();
    void environmentAndFile();
    void requestPanelTrustsItsOwnServerOnly();
    void stopsWithAFarewell();
    void cannotStart_data();
    void cannotStart();

private:
    QByteArray curl(const QStringList &arguments, int expected = 0);
    QString url(const char *path) const
    {
        return QStringLiteral("https://127.0.0.1:%1").arg(m_server->port()) + QLatin1String(path);
    }

    TestCertificate m_certificate;
    std::unique_ptr<ServerProcess> m_server;
};

void TlsTest::init()
{
    m_server = std::make_unique<ServerProcess>();
    m_server->options = { QStringLiteral("--tls-cert"), m_certificate.certificateFile(),
                          QStringLiteral("--tls-key"), m_certificate.keyFile() };
}

QByteArray TlsTest::curl(const QStringList &arguments, int expected)
{
    QProcess process;
    process.start(QStringLiteral("curl"),
                  QStringList { QStringLiteral("-sS"), QStringLiteral("--cacert"),
                                m_certificate.certificateFile() }
                          + arguments);
    if (!process.waitForFinished() || process.exitCode() != expected)
        qWarning("curl ended with %d: %s", process.exitCode(),
                 process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

void TlsTest::servesCurl()
{
    if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
        QSKIP("curl is not installed");
    QVERIFY(m_server->start());
    QVERIFY(m_server->output().startsWith("Frontdesk listening on https://127.0.0.1:"));
    const QString json = QStringLiteral("Content-Type: application/json");
    const QByteArray added = curl({ QStringLiteral("-H"), json, QStringLiteral("-d"),
                                    QStringLiteral(R"({"name":"Geek","email":"geeks@gfg.org"})"),
                                    url("/add-user") });
    QVERIFY2(added.startsWith(R"({"message":"User created")"), added);
    // One connection for both, HTTP/1.1 though curl offers HTTP/2.
    const QByteArray both = curl({ QStringLiteral("--http2"), QStringLiteral("-w"),
                                   QStringLiteral("\n%{http_version} %{num_connects}\n"),
                                   url("/user/1"), url("/users") });
    const QByteArray user = R"({"id":1,"name":"Geek","email":"geeks@gfg.org"})";
    QCOMPARE(both, user + "\n1.1 1\n[" + user + "]\n1.1 0\n");
    QCOMPARE(curl({ QStringLiteral("--tlsv1.2"), QStringLiteral("--tls-max"), QStringLiteral("1.2"),
                    url("/user/1") }),
             user);
    QVERIFY(curl({ QStringLiteral("http://127.0.0.1:%1/").arg(m_server->port()) })
                    .contains("tls_required"));
    QCOMPARE(m_server->stop(), 0);
}

void TlsTest::environmentAndFile()
{
    const QString config = m_server->folder() + QStringLiteral("/frontdesk.ini");
    QFile file(config);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("tls-key=" + m_certificate.keyFile().toUtf8() + "\n");
    file.close();
    m_server->options = { QStringLiteral("--config"), config };
    m_server->environment.insert(QStringLiteral("FRONTDESK_TLS_CERT"),
                                 m_certificate.certificateFile());
    QVERIFY(m_server->start());
    QCOMPARE(HttpClient(m_server->port(), m_certificate.certificateFile()).get("/livez").status,
             200);
    QCOMPARE(m_server->stop(), 0);
}

void TlsTest::requestPanelTrustsItsOwnServerOnly()
{
    QVERIFY(m_server->start());
    OutgoingRequest request;
    request.method = "GET";
    request.address = *Address::parse(url("/livez"));
    const auto outcomeOf = [&request](const QString &trusted) {
        Sender sender;
        sender.setTrusted(QSslCertificate::fromPath(trusted).value(0));
        QSignalSpy finished(&sender, &Sender::finished);
        sender.send(request);
        if (!QTest::qWaitFor([&] { return !finished.isEmpty(); }, 30'000))
            return SendOutcome { {}, QStringLiteral("never finished"), {} };
        return finished[0][0].value<SendOutcome>();
    };
    const SendOutcome own = outcomeOf(m_certificate.certificateFile());
    QCOMPARE(own.error, QString());
    QCOMPARE(own.response.status, 200);
    const TestCertificate other;
    for (const QString &file : { other.certificateFile(), QStringLiteral("/none.pem") }) {
        const SendOutcome outcome = outcomeOf(file);
        QVERIFY2(outcome.error.contains(QLatin1String("TLS handshake")), qPrintable(outcome.error));
        QCOMPARE(outcome.response.status, 0);
    }
}

void TlsTest::stopsWithAFarewell()
{
    QVERIFY(m_server->start());
    HttpClient idle(m_server->port(), m_certificate.certificateFile());
    QCOMPARE(idle.get("/livez").status, 200);
    QCOMPARE(m_server->stop(), 0);
    QVERIFY(idle.isClosedByServer() && idle.hasFarewell());
}

void TlsTest::cannotStart_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("named");

    const QString good = m_certificate.certificateFile(), key = m_certificate.keyFile();
    QTest::newRow("no such certificate")
            << QStringLiteral("/none.pem") << key << 1 << QByteArray("/none.pem");
    QTest::newRow("no such key") << good << QStringLiteral("/none.pem") << 1
                                 << QByteArray("/none.pem");
    QTest::newRow("mixed up") << key << good << 1 << QByteArray("key.pem");
    QTest::newRow("encrypted") << good << m_certificate.encryptedKeyFile() << 1
                               << QByteArray("encrypted");
    QTest::newRow("certificate alone") << good << QString() << 2 << QByteArray("--tls-key");
    QTest::newRow("key alone") << QString() << key << 2 << QByteArray("--tls-cert");
}

void TlsTest::cannotStart()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const int, status);
    QFETCH(const QByteArray, named);
    QStringList arguments { QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"),
                            m_server->dataFolder() };
    if (!certificate.isEmpty())
        arguments << QStringLiteral("--tls-cert") << certificate;
    if (!key.isEmpty())
        arguments << QStringLiteral("--tls-key") << key;
    QCOMPARE(m_server->run(arguments), status);
    const QByteArray errors = m_server->errors();
    QVERIFY2(errors.contains(named) && errors.count('\n') == 1, errors);
    QCOMPARE(m_server->output(), QByteArray());
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_tls.moc"
