// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/publicaddress.h"

#include <QTest>

using namespace frontdesk;

class TestPublicAddress : public QObject
{
    Q_OBJECT

private slots:
    void isPublic_data();
    void isPublic();
};

void TestPublicAddress::isPublic_data()
{
    QTest::addColumn<bool>("expected");
    for (const char *address : { "0.0.0.0",
                                 "0.1.2.3",
                                 "10.0.0.1",
                                 "10.255.255.255",
                                 "100.64.0.1",
                                 "100.127.255.255",
                                 "127.0.0.1",
                                 "127.255.0.1",
                                 "169.254.169.254",
                                 "172.16.0.1",
                                 "172.31.255.255",
                                 "192.0.0.8",
                                 "192.0.2.1",
                                 "192.88.99.1",
                                 "192.168.1.1",
                                 "198.18.0.1",
                                 "198.19.255.255",
                                 "198.51.100.7",
                                 "203.0.113.9",
                                 "224.0.0.1",
                                 "239.1.2.3",
                                 "240.0.0.1",
                                 "255.255.255.255",
                                 "::",
                                 "::1",
                                 "::7f00:1",
                                 "::ffff:127.0.0.1",
                                 "::ffff:10.1.2.3",
                                 "::ffff:169.254.169.254",
                                 "64:ff9b::7f00:1",
                                 "64:ff9b::a00:1",
                                 "64:ff9b:1::808:808",
                                 "100::1",
                                 "2001::1",
                                 "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                                 "2001:20::1",
                                 "2001:db8::1",
                                 "2002:7f00:1::",
                                 "2002:808:808::1",
                                 "3fff::1",
                                 "5f00::1",
                                 "fc00::1",
                                 "fd12:3456::1",
                                 "fe80::1",
                                 "fec0::1",
                                 "ff02::1",
                                 "ff0e::1" })
        QTest::newRow(address) << false;
    for (const char *address : { "1.1.1.1",
                                 "8.8.8.8",
                                 "9.255.255.255",
                                 "11.0.0.0",
                                 "100.63.255.255",
                                 "100.128.0.0",
                                 "126.255.255.255",
                                 "128.0.0.1",
                                 "169.253.255.255",
                                 "172.15.255.255",
                                 "172.32.0.0",
                                 "192.0.1.0",
                                 "192.167.255.255",
                                 "192.169.0.0",
                                 "198.17.255.255",
                                 "198.20.0.0",
                                 "223.255.255.255",
                                 "::ffff:8.8.8.8",
                                 "64:ff9b::808:808",
                                 "2001:200::1",
                                 "2001:4860:4860::8888",
                                 "2001:db7:ffff::1",
                                 "2001:db9::1",
                                 "2003::1",
                                 "2606:4700:4700::1111",
                                 "3ffe:ffff::1" })
        QTest::newRow(address) << true;
}

void TestPublicAddress::isPublic()
{
    QFETCH(bool, expected);
    const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(!address.isNull());
    QCOMPARE(isPublicAddress(address), expected);
}

QTEST_GUILESS_MAIN(TestPublicAddress)
#include "tst_publicaddress.moc"
