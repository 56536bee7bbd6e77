// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/address.h"

#include <QTest>

using namespace frontdesk;

class TestAddress : public QObject
{
    Q_OBJECT

private slots:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void aPathAloneGoesToTheBase();
};

void TestAddress::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<QByteArray>("target");

    const auto row = [](const char *text, bool secure, const char *host, int port,
                        const char *authority, const char *target) {
        QTest::newRow(text) << QString::fromUtf8(text) << secure << QString::fromUtf8(host) << port
                            << QByteArray(authority) << QByteArray(target);
    };
    row("http://127.0.0.1:5000/users", false, "127.0.0.1", 5000, "127.0.0.1:5000", "/users");
    row("example.org", false, "example.org", 80, "example.org", "/");
    row("example.org:8080/x", false, "example.org", 8080, "example.org:8080", "/x");
    row("HTTPS://Example.org/x?y=z#part", true, "example.org", 443, "example.org", "/x?y=z");
    row("http://host?q=1", false, "host", 80, "host", "/?q=1");
    row("http://[::1]:5000/", false, "::1", 5000, "[::1]:5000", "/");
    row("http://h/user/%31", false, "h", 80, "h", "/user/%31");
    row("http://h/a/../b/./c//d", false, "h", 80, "h", "/a/../b/./c//d");
    row("http://h/user/+1", false, "h", 80, "h", "/user/+1");
    row("  http://h/a b?q=é ", false, "h", 80, "h", "/a%20b?q=%C3%A9");
    row("http://bücher.example/", false, "xn--bcher-kva.example", 80, "xn--bcher-kva.example", "/");
    row("http://h/%zz", false, "h", 80, "h", "/%zz");
}

void TestAddress::parses()
{
    QFETCH(QString, text);
    const auto address = Address::parse(text);
    QVERIFY2(address, address ? "" : qPrintable(address.error().detail));
    QTEST(address->secure, "secure");
    QTEST(address->host, "host");
    QTEST(int(address->port), "port");
    QTEST(address->authority, "authority");
    QTEST(address->target, "target");
}

void TestAddress::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");

    QTest::newRow("nothing") << "  "
                             << "Type an address";
    QTest::newRow("a scheme of something else") << "ftp://h/x"
                                                << "ftp:// can't be sent";
    QTest::newRow("a user name") << "http://me:pw@h/"
                                 << "Authorization";
    QTest::newRow("a port that isn't one") << "http://h:99999/"
                                           << "not a host and port";
    QTest::newRow("port 0") << "http://h:0/"
                            << "not a host and port";
    QTest::newRow("no host") << "http:///x"
                             << "not a host and port";
    QTest::newRow("a space in the host") << "http://a b/"
                                         << "not a host and port";
    QTest::newRow("a path without a server") << "/users"
                                             << "Start it";
}

void TestAddress::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto address = Address::parse(text);
    QVERIFY(!address);
    QVERIFY2(address.error().detail.contains(part), qPrintable(address.error().detail));
}

void TestAddress::aPathAloneGoesToTheBase()
{
    const auto address = Address::parse(QStringLiteral("/users?limit=2"),
                                        QUrl(QStringLiteral("http://127.0.0.1:5000")));
    QVERIFY(address);
    QCOMPARE(address->port, 5000);
    QCOMPARE(address->target, QByteArray("/users?limit=2"));
}

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
