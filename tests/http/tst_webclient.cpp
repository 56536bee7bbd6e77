// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/webclient.h"
#include "support/await.h"
#include "support/certificate.h"
#include "support/webtarget.h"

#include "base/inbox.h"

#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

#include <map>
#include <memory>
#include <vector>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isAnyAddress(const QHostAddress &)
{
    return true;
}

/// Allows one address only.
std::function<bool(const QHostAddress &)> only(const char *address)
{
    return [allowed = QHostAddress(QString::fromLatin1(address))](const QHostAddress &each) {
        return each == allowed;
    };
}

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

WebRequest get(const QString &url)
{
    WebRequest request;
    request.url = url;
    return request;
}

} // namespace

class TestWebClient : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void sendsAndReceives();
    void checksUrls_data();
    void checksUrls();
    void refusesPrivateTargets_data();
    void refusesPrivateTargets();
    void aNameThatChangesItsMindGainsNothing();
    void aCertificateIsCheckedAgainstTheName_data();
    void aCertificateIsCheckedAgainstTheName();
    void leavesOutPrivateAddressesOfAName();
    void triesTheNextAddress();
    void followsRedirects_data();
    void followsRedirects();
    void refusesRedirects_data();
    void refusesRedirects();
    void aRedirectIsCheckedAgain();
    void secretsStayWithTheirOrigin();
    void endsInTime();
    void stopsAtOnce();
    void cutsLongAnswers();
    void sendsOnce();
    void looksUpLocalhost();
};

void TestWebClient::sendsAndReceives()
{
    WebTarget target;
    target.answers["/a?b=c"] = WebTarget::answer("201 Made", "done", "X-Kind: test\r\n");
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/a?b=c"_s));
    request.method = "PUT";
    request.headers = { { "X-One", "1" } };
    request.body = "hello";
    const auto answer = await(client.fetch(request, {}));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(answer->response.status, 201);
    QCOMPARE(answer->response.body.toByteArray(), "done"_ba);
    QCOMPARE(answer->response.header("x-kind"), "test"_ba);
    QCOMPARE(target.asked.size(), 1);
    QCOMPARE(target.asked[0].line, "PUT /a?b=c HTTP/1.1"_ba);
    QCOMPARE(target.asked[0].field("X-One"), "1"_ba);
    QCOMPARE(target.asked[0].field("Host"), "127.0.0.1:" + QByteArray::number(target.serverPort()));
    QCOMPARE(target.asked[0].body, "hello"_ba);
}

void TestWebClient::checksUrls_data()
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

void TestWebClient::checksUrls()
{
    QFETCH(QString, code);
    const WebClient client;
    const auto checked = client.check(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(checked ? QString() : checked.error().code, code);
}

void TestWebClient::refusesPrivateTargets_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : { "127.0.0.1", "::1", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1" })
        QTest::newRow(address) << QString::fromLatin1(address);
}

void TestWebClient::refusesPrivateTargets()
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

void TestWebClient::aNameThatChangesItsMindGainsNothing()
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

void TestWebClient::aCertificateIsCheckedAgainstTheName_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("failure");
    QTest::newRow("the name it is for") << u"localhost"_s << true << QString();
    QTest::newRow("the address it is for") << u"127.0.0.1"_s << true << QString();
    QTest::newRow("another name that leads there") << u"other.test"_s << true << u"host name"_s;
    QTest::newRow("nobody vouches for it") << u"localhost"_s << false << u"self-signed"_s;
}

void TestWebClient::aCertificateIsCheckedAgainstTheName()
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

void TestWebClient::leavesOutPrivateAddressesOfAName()
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

void TestWebClient::triesTheNextAddress()
{
    WebTarget good;
    good.answers["/"] = WebTarget::answer("200 OK");
    Names names { { { u"two.test"_s, { { u"127.0.0.3"_s, u"127.0.0.1"_s } } } }, {} };
    WebClient client({ isAnyAddress, names.lookUp() });
    QVERIFY(await(client.fetch(get(good.url(u"/"_s, u"two.test"_s)), {})));
}

void TestWebClient::followsRedirects_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("follows");
    QTest::newRow("301 of a GET") << "301 Moved"_ba
                                  << "GET"_ba
                                  << "GET"_ba;
    QTest::newRow("302 of a POST") << "302 Found"_ba
                                   << "POST"_ba
                                   << "GET"_ba;
    QTest::newRow("302 of a PUT") << "302 Found"_ba
                                  << "PUT"_ba
                                  << "PUT"_ba;
    QTest::newRow("303 of a PUT") << "303 See Other"_ba
                                  << "PUT"_ba
                                  << "GET"_ba;
    QTest::newRow("307 of a POST") << "307 Temporary"_ba
                                   << "POST"_ba
                                   << "POST"_ba;
    QTest::newRow("308 of a DELETE") << "308 Permanent"_ba
                                     << "DELETE"_ba
                                     << "DELETE"_ba;
    QTest::newRow("303 of a HEAD") << "303 See Other"_ba
                                   << "HEAD"_ba
                                   << "HEAD"_ba;
}

void TestWebClient::followsRedirects()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, follows);
    WebTarget target;
    target.answers["/a/b"] = WebTarget::answer(status, {}, "Location: ../c?d#e\r\n");
    target.answers["/c?d"] = WebTarget::answer("200 OK");
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/a/b"_s));
    request.method = method;
    request.body = "body";
    request.headers = { { "Content-Type", "text/plain" } };
    const auto answer = await(client.fetch(request, {}));
    QVERIFY(answer);
    QCOMPARE(answer->redirects, 1);
    QCOMPARE(answer->url, target.url(u"/c?d"_s));
    QCOMPARE(target.asked.last().line, follows + " /c?d HTTP/1.1");
    const bool keeps = follows == method;
    QCOMPARE(target.asked.last().body, keeps ? "body"_ba : QByteArray());
    QCOMPARE(target.asked.last().field("Content-Type"), keeps ? "text/plain"_ba : QByteArray());
}

void TestWebClient::refusesRedirects_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("code");
    QTest::newRow("in a circle") << "/"_ba << u"too_many_redirects"_s;
    QTest::newRow("to a file") << "file:///etc/passwd"_ba << u"redirect_refused"_s;
    QTest::newRow("to another protocol") << "gopher://127.0.0.1/"_ba << u"redirect_refused"_s;
    QTest::newRow("with a password") << "http://me:secret@127.0.0.1/"_ba << u"redirect_refused"_s;
    QTest::newRow("to nowhere") << "http://"_ba << u"redirect_refused"_s;
}

void TestWebClient::refusesRedirects()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, code);
    WebTarget target;
    target.answers["/"] = WebTarget::answer("302 Found", {}, "Location: " + location + "\r\n");
    WebClient client({ isAnyAddress });
    const auto answer = await(client.fetch(get(target.url(u"/"_s)), {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, code);
    QCOMPARE(answer.error().kind, ErrorKind::Forbidden);
    QVERIFY(!answer.error().detail.contains(u"secret"_s));
    QVERIFY(target.connections <= 11);
}

void TestWebClient::aRedirectIsCheckedAgain()
{
    WebTarget outside, inside(QHostAddress(u"127.0.0.2"_s));
    outside.answers["/"] = WebTarget::answer(
            "302 Found", {}, "Location: " + inside.url(u"/"_s, u"127.0.0.2"_s).toLatin1() + "\r\n");
    WebClient client({ only("127.0.0.1") });
    const auto answer = await(client.fetch(get(outside.url(u"/"_s)), {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, u"private_target"_s);
    QCOMPARE(outside.connections, 1);
    QCOMPARE(inside.connections, 0);
}

void TestWebClient::secretsStayWithTheirOrigin()
{
    WebTarget first, second;
    first.answers["/"] = WebTarget::answer("307 Again", {}, "Location: /same\r\n");
    first.answers["/same"] = WebTarget::answer(
            "307 There", {}, "Location: " + second.url(u"/other"_s).toLatin1() + "\r\n");
    second.answers["/other"] = WebTarget::answer("200 OK");
    WebClient client({ isAnyAddress });
    WebRequest request = get(first.url(u"/"_s));
    request.headers = { { "Authorization", "Bearer x" },
                        { "cookie", "a=b" },
                        { "X-Api-Key", "k" },
                        { "X-Plain", "p" } };
    QVERIFY(await(client.fetch(request, {})));
    QCOMPARE(first.asked.size(), 2);
    QCOMPARE(first.asked[1].field("Authorization"), "Bearer x"_ba);
    QCOMPARE(second.asked.size(), 1);
    for (const char *name : { "Authorization", "Cookie", "X-Api-Key" })
        QVERIFY(second.asked[0].field(name).isEmpty());
    QCOMPARE(second.asked[0].field("X-Plain"), "p"_ba);
}

void TestWebClient::endsInTime()
{
    WebTarget target; // it never answers
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/"_s));
    request.atMost = 50ms;
    const auto answer = await(client.fetch(request, {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, u"timed_out"_s);
    QCOMPARE(answer.error().kind, ErrorKind::Io);
    QTRY_COMPARE(target.open, 0);
}

void TestWebClient::stopsAtOnce()
{
    WebTarget target;
    WebClient client({ isAnyAddress });
    std::stop_source stop;
    auto answer = client.fetch(get(target.url(u"/"_s)), stop.get_token());
    QTRY_COMPARE(target.asked.size(), 1);
    stop.request_stop();
    const auto ended = await(std::move(answer));
    QVERIFY(!ended);
    QCOMPARE(ended.error().kind, ErrorKind::Cancelled);
    QTRY_COMPARE(target.open, 0);

    const auto late = await(client.fetch(get(target.url(u"/"_s)), stop.get_token()));
    QVERIFY(!late);
    QCOMPARE(late.error().kind, ErrorKind::Cancelled);
}

void TestWebClient::cutsLongAnswers()
{
    WebTarget target;
    target.answers["/"] = WebTarget::answer("200 OK", QByteArray(5000, 'x'));
    WebClient client({ isAnyAddress, lookUpHost, {}, 1000 });
    const auto answer = await(client.fetch(get(target.url(u"/"_s)), {}));
    QVERIFY(answer);
    QCOMPARE(answer->response.body.size(), 1000);
    QVERIFY(answer->response.bodyCut);
}

void TestWebClient::sendsOnce()
{
    WebTarget target;
    target.answers["/"] = QByteArray(""); // it takes the request and hangs up
    WebClient client({ isAnyAddress });
    WebRequest request = get(target.url(u"/"_s));
    request.method = "POST";
    const auto answer = await(client.fetch(request, {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, u"request_failed"_s);
    QCOMPARE(target.connections, 1);
}

void TestWebClient::looksUpLocalhost()
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

QTEST_GUILESS_MAIN(TestWebClient)
#include "tst_webclient.moc"
