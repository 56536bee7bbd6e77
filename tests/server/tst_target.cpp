// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/target.h"

#include <QTest>

using namespace frontdesk;

class TestTarget : public QObject
{
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void authority_data();
    void authority();
    void decodes_data();
    void decodes();
};

void TestTarget::splits_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("originForm"); // null: refused
    QTest::addColumn<QByteArray>("authority");

    QTest::newRow("origin-form") << QByteArray("/a?b=c") << QByteArray("/a?b=c") << QByteArray("");
    QTest::newRow("absolute-form")
            << QByteArray("http://h:1/a") << QByteArray("/a") << QByteArray("h:1");
    QTest::newRow("absolute-form without a path")
            << QByteArray("HTTP://h") << QByteArray("/") << QByteArray("h");
    QTest::newRow("absolute-form, query without a path")
            << QByteArray("http://h?a") << QByteArray() << QByteArray();
    QTest::newRow("other scheme") << QByteArray("ftp://h/a") << QByteArray() << QByteArray();
    QTest::newRow("absolute-form without a host")
            << QByteArray("http:///a") << QByteArray() << QByteArray();
    QTest::newRow("user information") << QByteArray("http://u@h/a") << QByteArray() << QByteArray();
    QTest::newRow("asterisk without OPTIONS") << QByteArray("*") << QByteArray() << QByteArray();
    QTest::newRow("no slash") << QByteArray("a") << QByteArray() << QByteArray();
    QTest::newRow("two slashes") << QByteArray("//a/b") << QByteArray() << QByteArray();
    QTest::newRow("fragment") << QByteArray("/a#b") << QByteArray() << QByteArray();
    QTest::newRow("control character") << QByteArray("/a\x01") << QByteArray() << QByteArray();
    QTest::newRow("byte above ASCII") << QByteArray("/\xc3\xa4") << QByteArray() << QByteArray();
    QTest::newRow("broken escape") << QByteArray("/%4") << QByteArray() << QByteArray();
}

void TestTarget::splits()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, originForm);
    QFETCH(QByteArray, authority);

    const auto parts = splitTarget({ target.constData(), size_t(target.size()) }, Method::Get);
    QCOMPARE(parts.has_value(), !originForm.isNull());
    if (!parts)
        return;
    QCOMPARE(QByteArray::fromStdString(std::string(parts->originForm)), originForm);
    QCOMPARE(QByteArray::fromStdString(std::string(parts->authority)), authority);
}

void TestTarget::authority_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");

    QTest::newRow("name") << QByteArray("localhost") << true;
    QTest::newRow("name and port") << QByteArray("localhost:5000") << true;
    QTest::newRow("empty port") << QByteArray("localhost:") << true;
    QTest::newRow("IPv4") << QByteArray("127.0.0.1:80") << true;
    QTest::newRow("IPv6") << QByteArray("[::1]:80") << true;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("port alone") << QByteArray(":80") << false;
    QTest::newRow("bare IPv6") << QByteArray("::1") << false;
    QTest::newRow("unclosed IPv6") << QByteArray("[::1") << false;
    QTest::newRow("letters for a port") << QByteArray("h:80a") << false;
    QTest::newRow("long port") << QByteArray("h:123456") << false;
    QTest::newRow("space") << QByteArray("a b") << false;
    QTest::newRow("path") << QByteArray("h/a") << false;
    QTest::newRow("comma") << QByteArray("h,i") << false;
}

void TestTarget::authority()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);

    QCOMPARE(isAuthority({ text.constData(), size_t(text.size()) }), good);
}

void TestTarget::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("decoded"); // null: refused

    QTest::newRow("plain") << QByteArray("a+b") << QByteArray("a+b");
    QTest::newRow("digit") << QByteArray("%31") << QByteArray("1");
    QTest::newRow("either case") << QByteArray("%c3%A4") << QByteArray("\xc3\xa4");
    QTest::newRow("percent") << QByteArray("%25") << QByteArray("%");
    QTest::newRow("cut off") << QByteArray("a%2") << QByteArray();
    QTest::newRow("no digits") << QByteArray("%zz") << QByteArray();
    QTest::newRow("NUL") << QByteArray("%00") << QByteArray();
}

void TestTarget::decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, decoded);

    const auto result = percentDecoded({ text.constData(), size_t(text.size()) });
    QCOMPARE(result.has_value(), !decoded.isNull());
    if (result)
        QCOMPARE(QByteArray::fromStdString(*result), decoded);
}

QTEST_GUILESS_MAIN(TestTarget)
#include "tst_target.moc"
