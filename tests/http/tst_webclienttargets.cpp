// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "http/webclient.h"
#include "support/await.h"
#include "support/certificate.h"
#include "support/webtarget.h"
#include "webclienttest.h"

#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

#include <map>
#include <vector>

using namespace frontdesk;
using namespace Qt::StringLiterals;

namespace {

/// A name server: each question gets the next of a name's answers, the last for ever.
struct Names
{
    std::map<QString, std::vector<QStringList>> answers;
    QStringList asked;

    HostLookup lookUp()
    {
        return [this](QString host, std::stop_token) -> Async<Result<QList<QHostAddress>>> {
            asked += host;
            auto &list = answers.at(host);
            QList<QHostAddress> found;
            for (const QString &each : list.front())
                found += QHostAddress(each);
            if (list.size() > 1)
                list.erase(list.begin());
            return Result<QList<QHostAddress>>(found);
        };
    }
};

} // namespace

/// Whom a request reaches: addresses that are private, names, certificates.
class TestWebClientTargets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void checksUrls_data();
    void checksUrls();
    void refusesPrivateTargets_data();
    void refusesPrivateTargets();
    void aNameThatChangesItsMindGainsNothing();
    void aCertificateIsCheckedAgainstTheName_data();
    void aCertificateIsCheckedAgainstTheName();
    void leavesOutPrivateAddressesOfAName();
    void triesTheNextAddress();
    void looksUpLocalhost();
};

void TestWebClientTargets::checksUrls_data()
{
    QTest::addColumn<QString>("code");
    QTest::newRow("https://example.org/a?b") << QString();
    QTest::newRow("HTTP://example.org") << QString();
    QTest::newRow("http://8.8.8.8:8080/") << QString();
    QTest::newRow("http://[2606:4700::1]/") << QString();
    for (const char *url :
         { "", "example.org", "/path", "ftp://example.org", "file:///etc/passwd", "http://",
           "http://user:pw@example.org/", "http://example.org:99999/", "http://exa mple.org/" })
        QTest::newRow(url) << u"invalid_address"_s;
    for (const char *url :
         { "http://localhost/", "http://127.0.0.1:5000/", "http://[::1]/", "http://2130706433/",
           "http://0x7f.1/", "http://0177.0.0.1/", "http://[::ffff:127.0.0.1]/",
           "http://169.254.169.254/latest", "http://LOCALHOST:1/" })
        QTest::newRow(url) << u"private_target"_s;
}

void TestWebClientTargets::checksUrls()
{
    QFETCH(QString, code);
    const WebClient client;
    const auto checked = client.check(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(checked ? QString() : checked.error().code, code);
}

void TestWebClientTargets::refusesPrivateTargets_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : { "127.0.0.1", "::1", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1" })
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestWebClientTargets::refusesPrivateTargets()
{
    QFETCH(QString, address);
    WebTarget target;
    Names names { { { u"inside.test"_s, { { address } } } }, {} };
    WebClient client({ isPublicAddress, names.lookUp() });
    const auto answer = await(client.fetch(get(target.url(u"/"_s, u"inside.test"_s)), {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Forbidden);
    QCOMPARE(answer.error().code, u"private_target"_s);
    QVERIFY(!answer.error().detail.contains(address));
    QCOMPARE(target.connections, 0);
}

void TestWebClientTargets::aNameThatChangesItsMindGainsNothing()
{
    WebTarget good(QHostAddress(u"127.0.0.1"_s));
    WebTarget bad;
    bad.close();
    QVERIFY(bad.listen(QHostAddress(u"127.0.0.2"_s), good.serverPort()));
    good.answers["/"] = WebTarget::answer("200 OK", "good");
    Names names { { { u"rebind.test"_s, { { u"127.0.0.1"_s }, { u"127.0.0.2"_s } } } }, {} };
    WebClient client({ only("127.0.0.1"), names.lookUp() });
    const QString url = good.url(u"/"_s, u"rebind.test"_s);
    const auto first = await(client.fetch(get(url), {}));
    QVERIFY(first); // one answer was checked, and that is where it went
    QCOMPARE(first->response.body.toByteArray(), "good"_ba);
    QCOMPARE(names.asked, QStringList { u"rebind.test"_s });
    QVERIFY(good.asked[0].field("Host").startsWith("rebind.test"));
    const auto second = await(client.fetch(get(url), {}));
    QVERIFY(!second);
    QCOMPARE(second.error().code, u"private_target"_s);
    QCOMPARE(bad.connections, 0);
}

void TestWebClientTargets::aCertificateIsCheckedAgainstTheName_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("failure");
    QTest::newRow("the name it is for") << u"localhost"_s << true << QString();
    QTest::newRow("the address it is for") << u"127.0.0.1"_s << true << QString();
    QTest::newRow("another name that leads there") << u"other.test"_s << true << u"host name"_s;
    QTest::newRow("nobody vouches for it") << u"localhost"_s << false << u"self-signed"_s;
}

void TestWebClientTargets::aCertificateIsCheckedAgainstTheName()
{
    QFETCH(const QString, host);
    QFETCH(const bool, trusted);
    QFETCH(const QString, failure);
    const TestCertificate files;
    QFile key(files.keyFile());
    QVERIFY(key.open(QFile::ReadOnly));
    const auto chain = QSslCertificate::fromPath(files.certificateFile());
    QSslConfiguration ours;
    ours.setLocalCertificateChain(chain);
    ours.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    ours.setPeerVerifyMode(QSslSocket::VerifyNone);
    QSslServer server;
    server.setSslConfiguration(ours);
    QByteArray asked;
    connect(&server, &QTcpServer::pendingConnectionAvailable, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&asked, socket] {
            asked += socket->readAll();
            socket->write(WebTarget::answer("200 OK", "safe"));
            socket->disconnectFromHost();
        });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));

    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration theirs = before;
    if (trusted)
        theirs.addCaCertificates(chain);
    QSslConfiguration::setDefaultConfiguration(theirs);
    Names names { { { host, { { u"127.0.0.1"_s } } } }, {} };
    WebClient client({ only("127.0.0.1"), names.lookUp() });
    const QString url = u"https://%1:%2/"_s.arg(host).arg(server.serverPort());
    const auto answer = await(client.fetch(get(url), {}));
    QSslConfiguration::setDefaultConfiguration(before);

    QCOMPARE(answer.has_value(), failure.isEmpty());
    if (answer) {
        QCOMPARE(answer->response.body.toByteArray(), "safe"_ba);
        QVERIFY2(asked.contains(QByteArray("Host: " + host.toLatin1())), asked.constData());
    } else {
        QVERIFY2(answer.error().detail.contains(failure, Qt::CaseInsensitive),
                 qPrintable(answer.error().detail));
        QCOMPARE(asked, QByteArray()); // nothing was said to whom nobody knows
    }
}

void TestWebClientTargets::leavesOutPrivateAddressesOfAName()
{
    WebTarget good;
    good.answers["/"] = WebTarget::answer("200 OK");
    WebTarget bad;
    bad.close();
    QVERIFY(bad.listen(QHostAddress(u"127.0.0.2"_s), good.serverPort()));
    Names names { { { u"both.test"_s, { { u"127.0.0.2"_s, u"127.0.0.1"_s } } } }, {} };
    WebClient client({ only("127.0.0.1"), names.lookUp() });
    QVERIFY(await(client.fetch(get(good.url(u"/"_s, u"both.test"_s)), {})));
    QCOMPARE(bad.connections, 0);
}

void TestWebClientTargets::triesTheNextAddress()
{
    WebTarget good;
    good.answers["/"] = WebTarget::answer("200 OK");
    Names names { { { u"two.test"_s, { { u"127.0.0.3"_s, u"127.0.0.1"_s } } } }, {} };
    WebClient client({ isAnyAddress, names.lookUp() });
    QVERIFY(await(client.fetch(get(good.url(u"/"_s, u"two.test"_s)), {})));
}

void TestWebClientTargets::looksUpLocalhost()
{
    WebTarget target;
    target.answers["/"] = WebTarget::answer("200 OK");
    WebClient client({ isAnyAddress });
    const auto answer = await(client.fetch(get(target.url(u"/"_s, u"localhost"_s)), {}));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    WebClient strict;
    const auto refused = await(strict.fetch(get(target.url(u"/"_s, u"localhost"_s)), {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"private_target"_s);
    QCOMPARE(target.connections, 1);
}

QTEST_GUILESS_MAIN(TestWebClientTargets)
#include "tst_webclienttargets.moc"
