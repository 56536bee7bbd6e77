// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate.h"
#include "server/limits.h"
#include "server/requestparser.h"

#include <QTest>

using namespace frontdesk;

class TestGate : public QObject
{
    Q_OBJECT

private slots:
    void checks_data();
    void checks();
    void answersForItsSchemeOnly();
    void lets10InWithoutHost();

private:
    MessageRef messageWith(const QByteArray &fields, const QByteArray &version = "1.1",
                           const QByteArray &target = "/");

    const Limits m_limits;
    MessagePool m_pool;
};

MessageRef TestGate::messageWith(const QByteArray &fields, const QByteArray &version,
                                 const QByteArray &target)
{
    const QByteArray text = "GET " + target + " HTTP/" + version + "\r\n" + fields + "\r\n";
    RequestParser parser(m_limits);
    parser.begin(m_pool.take());
    parser.take({ text.constData(), size_t(text.size()) });
    return parser.status() == RequestParser::Status::Complete ? parser.finish() : MessageRef();
}

void TestGate::checks_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("reading"); // code of the refusal; empty: let in
    QTest::addColumn<QString>("changing");

    const QString in, foreign = QStringLiteral("foreign_authority"),
                      crossSite = QStringLiteral("cross_site");
    const QByteArray host = "Host: localhost:5000\r\n";
    QTest::newRow("localhost") << host << in << in;
    QTest::newRow("case") << QByteArray("Host: LocalHost\r\n") << in << in;
    QTest::newRow("IPv4") << QByteArray("Host: 127.0.0.1:1\r\n") << in << in;
    QTest::newRow("IPv6") << QByteArray("Host: [::1]:1\r\n") << in << in;
    QTest::newRow("a name that resolves to us")
            << QByteArray("Host: evil.example\r\n") << foreign << foreign;
    QTest::newRow("our name in another's")
            << QByteArray("Host: localhost.evil.example\r\n") << foreign << foreign;
    QTest::newRow("own origin") << host + "Origin: http://localhost:5000\r\n" << in << in;
    QTest::newRow("another origin") << host + "Origin: http://evil.example\r\n" << in << crossSite;
    QTest::newRow("another port") << host + "Origin: http://localhost:5001\r\n" << in << crossSite;
    QTest::newRow("null origin") << host + "Origin: null\r\n" << in << crossSite;
    QTest::newRow("same-origin") << host + "Sec-Fetch-Site: same-origin\r\n" << in << in;
    QTest::newRow("typed by the user") << host + "Sec-Fetch-Site: none\r\n" << in << in;
    QTest::newRow("same-site") << host + "Sec-Fetch-Site: same-site\r\n" << in << crossSite;
    QTest::newRow("cross-site") << host + "Sec-Fetch-Site: cross-site\r\n" << in << crossSite;
}

void TestGate::checks()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, reading);
    QFETCH(QString, changing);

    const MessageRef message = messageWith(fields);
    QVERIFY(message);
    const auto toRead = Gate(Scheme::Http).check(*message, false);
    QCOMPARE(toRead ? toRead->code : QString(), reading);
    const auto toChange = Gate(Scheme::Http).check(*message, true);
    QCOMPARE(toChange ? toChange->code : QString(), changing);
}

void TestGate::answersForItsSchemeOnly()
{
    // RFC 9110 §7.4: never for https over a connection that isn't.
    const MessageRef origin = messageWith("Host: localhost\r\nOrigin: https://localhost\r\n");
    const MessageRef http = messageWith("Host: a\r\n", "1.1", "http://localhost/");
    const MessageRef https = messageWith("Host: a\r\n", "1.1", "HTTPS://localhost/");
    const Gate plain(Scheme::Http), secure(Scheme::Https);
    QVERIFY(!plain.check(*http, true) && !secure.check(*https, true));
    QCOMPARE(plain.check(*https, false).value().code, QStringLiteral("foreign_scheme"));
    QCOMPARE(secure.check(*http, false).value().code, QStringLiteral("foreign_scheme"));
    QVERIFY(!secure.check(*origin, true));
    QCOMPARE(plain.check(*origin, true).value().code, QStringLiteral("cross_site"));
}

void TestGate::lets10InWithoutHost()
{
    const MessageRef message = messageWith({}, "1.0");
    QVERIFY(message);
    QVERIFY(!Gate(Scheme::Http).check(*message, true));
}

QTEST_GUILESS_MAIN(TestGate)
#include "tst_gate.moc"
