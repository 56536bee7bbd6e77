// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/serverplace.h"

#include <QTest>

using namespace frontdesk;

class TestServerPlace : public QObject
{
    Q_OBJECT

private slots:
    void onlyOurOwnAddressBecomesAPath_data();
    void onlyOurOwnAddressBecomesAPath();
    void aPathFollowsTheServer();
};

void TestServerPlace::onlyOurOwnAddressBecomesAPath_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *address, const char *path) {
        QTest::newRow(name) << QString::fromLatin1(address) << QString::fromLatin1(path);
    };
    row("a path", "http://127.0.0.1:5000/users?a=%31#x", "/users?a=%31#x");
    row("no path", "http://127.0.0.1:5000", "/");
    row("a query alone", "http://127.0.0.1:5000?a", "/?a");
    row("capitals", "HTTP://127.0.0.1:5000/A", "/A");
    row("a longer port", "http://127.0.0.1:50001/users", "http://127.0.0.1:50001/users");
    row("another port", "http://127.0.0.1:5001/users", "http://127.0.0.1:5001/users");
    row("another name", "http://localhost:5000/users", "http://localhost:5000/users");
    row("another scheme", "https://127.0.0.1:5000/", "https://127.0.0.1:5000/");
    row("a path already", "/users", "/users");
    row("half typed", "http://127.0.0.1:5", "http://127.0.0.1:5");
    row("nothing", "", "");
}

void TestServerPlace::onlyOurOwnAddressBecomesAPath()
{
    QFETCH(QString, address);
    QFETCH(QString, path);
    QCOMPARE(pathOnServer(address, QUrl(QStringLiteral("http://127.0.0.1:5000"))), path);
    QCOMPARE(pathOnServer(address, {}), address); // there is no server
}

void TestServerPlace::aPathFollowsTheServer()
{
    const QUrl server(QStringLiteral("https://[::1]:41234"));
    QCOMPARE(addressOnServer(QStringLiteral("/users?q"), server),
             QStringLiteral("https://[::1]:41234/users?q"));
    QCOMPARE(addressOnServer(QStringLiteral("http://h/"), server), QStringLiteral("http://h/"));
    QCOMPARE(addressOnServer(QStringLiteral("/users"), {}), QStringLiteral("/users"));
    QCOMPARE(pathOnServer(addressOnServer(QStringLiteral("/users?q"), server), server),
             QStringLiteral("/users?q"));
}

QTEST_GUILESS_MAIN(TestServerPlace)
#include "tst_serverplace.moc"
