// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filtersuggestions.h"

#include <QTest>

using namespace frontdesk;

class TestFilterSuggestions : public QObject
{
    Q_OBJECT

private slots:
    void suggests_data();
    void suggests();
    void everySuggestionCanBeRead();
};

void TestFilterSuggestions::suggests_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("position");
    QTest::addColumn<QString>("first");
    QTest::addColumn<int>("count"); // -1: at least one

    const auto row = [](const char *name, const char *text, qsizetype position, const char *first,
                        int count) {
        QTest::newRow(name) << QString::fromUtf8(text) << position << QString::fromUtf8(first)
                            << count;
    };
    row("all keys where nothing is written", "", 0, "status:", 8);
    row("a key's beginning", "sta", 0, "status:", 1);
    row("in upper case", "DUR", 0, "duration:", 1);
    row("after another condition", "users me", 6, "method:", 1);
    row("after a minus", "-me", 1, "method:", 1);
    row("no key begins so", "users", 0, "", 0);
    row("values of a key", "status:", 7, "2xx", -1);
    row("a value's beginning", "method:p", 7, "POST", 3);
    row("after a comma", "method:GET,DE", 11, "DELETE", 1);
    row("written already", "method:DELETE", 7, "", 0);
    row("what the log has", "path:/us", 5, "/users", 1);
    row("an unknown key", "stat:2", 0, "", 0);
    row("within quotes", "body:\"sta", 0, "", 0);
    row("after quotes", "body:\"a b\" sta", 11, "status:", 1);
}

void TestFilterSuggestions::suggests()
{
    QFETCH(QString, text);
    QFETCH(qsizetype, position);
    QFETCH(QString, first);
    QFETCH(int, count);
    const auto suggestions = filterSuggestions(text, [](ExchangeFilter::Key key) {
        return key == ExchangeFilter::Key::Path
                ? QStringList { QStringLiteral("/livez"), QStringLiteral("/users") }
                : QStringList();
    });
    if (count >= 0)
        QCOMPARE(suggestions.texts.size(), count);
    if (count) {
        QCOMPARE(suggestions.texts.constFirst(), first);
        QCOMPARE(suggestions.position, position);
    }
}

void TestFilterSuggestions::everySuggestionCanBeRead()
{
    const auto seen
            = [](ExchangeFilter::Key) { return QStringList { QStringLiteral("/a b,\"c\\d") }; };
    for (const QString &key : filterSuggestions({}).texts) {
        for (const QString &value : filterSuggestions(key, seen).texts) {
            const bool isNumber = key == QLatin1String("status:")
                    || key == QLatin1String("duration:") || key == QLatin1String("size:");
            if (isNumber && value.startsWith(u'"'))
                continue; // no log has such a one
            const auto parsed = ExchangeFilter::parse(key + value);
            QVERIFY2(parsed, qPrintable(key + value));
        }
    }
}

QTEST_APPLESS_MAIN(TestFilterSuggestions)
#include "tst_filtersuggestions.moc"
