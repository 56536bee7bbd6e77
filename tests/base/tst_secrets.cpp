// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secrets.h"

#include <QTest>

using namespace frontdesk;

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void masksWhatAServerRepeats_data();
    void masksWhatAServerRepeats();
    void masksFieldsOfJson_data();
    void masksFieldsOfJson();
};

void TestSecrets::masksWhatAServerRepeats_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *what, const char *name, const char *value, const char *text,
                        const char *masked) {
        QTest::newRow(what) << QByteArray(name) << QByteArray(value) << QByteArray(text)
                            << QByteArray(masked);
    };
    row("whole", "authorization", "Bearer abcd", "<Bearer abcd>", "<***>");
    row("without its scheme", "Authorization", "Bearer abcd", "abcd!", "***!");
    row("Basic, decoded", "Proxy-Authorization", "Basic bWU6cGFzc3dvcmQ=", "me:password, password",
        "***, ***");
    row("cookies", "Cookie", "a=first; b=second", "second first", "*** ***");
    row("a key", "X-API-Key", "key-1", "key-1", "***");
    row("escaped in JSON", "X-Api-Key", "a\"b\"c", "{\"key\":\"a\\\"b\\\"c\"}",
        "{\"key\":\"***\"}");
    row("too short to tell", "Cookie", "a=b", "a b", "a b");
    row("no secret", "Accept", "text/plain", "text/plain", "text/plain");
}

void TestSecrets::masksWhatAServerRepeats()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, masked);
    Secrets secrets;
    secrets.add(name, value);
    QCOMPARE(secrets.masked(text), masked);
}

void TestSecrets::masksFieldsOfJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *what, const char *json, const char *masked) {
        QTest::newRow(what) << QByteArray(json) << QByteArray(masked);
    };
    row("deep inside, in any case", "{\"h\":{\"AUTHORIZATION\" :\n \"x\",\"Accept\":\"y\"}}",
        "{\"h\":{\"AUTHORIZATION\" :\n \"***\",\"Accept\":\"y\"}}");
    row("two", "{\"cookie\":\"a=\\\"b\\\"\",\"x-api-key\":\"k\"}",
        "{\"cookie\":\"***\",\"x-api-key\":\"***\"}");
    row("cut", "{\"authorization\":\"Bearer ab", "{\"authorization\":\"***");
    row("cut in an escape", "{\"authorization\":\"a\\", "{\"authorization\":\"***");
    row("a value of that name", "{\"a\":\"cookie\",\"b\":\"c\"}", "{\"a\":\"cookie\",\"b\":\"c\"}");
    row("no string", "{\"cookie\":1,\"cookie\":[\"a\"]}", "{\"cookie\":1,\"cookie\":[\"a\"]}");
    row("no JSON", "cookie: \"", "cookie: \"");
    row("ends behind a key", "{\"cookie\"", "{\"cookie\"");
    row("ends behind a colon", "{\"cookie\":", "{\"cookie\":");
    row("nothing", "", "");
}

void TestSecrets::masksFieldsOfJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, masked);
    QCOMPARE(withMaskedFields(json), masked);
}

QTEST_APPLESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
