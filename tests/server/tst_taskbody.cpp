// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/taskbody.h"

#include <QJsonDocument>
#include <QTest>

using namespace frontdesk;

class TestTaskBody : public QObject
{
    Q_OBJECT

private slots:
    void reads();
    void refuses_data();
    void refuses();
};

void TestTaskBody::reads()
{
    const auto body = QJsonDocument::fromJson(
            R"({"kind":"sleep","params":{"seconds":2},"delay":1.5,"priority":-3,"other":1})");
    const auto draft = taskDraftFromJson(body.object());
    QVERIFY(draft);
    QCOMPARE(draft->kind, std::string("sleep"));
    QCOMPARE(draft->params, QByteArray(R"({"seconds":2})"));
    QCOMPARE(draft->delayMs, qint64(1500));
    QCOMPARE(draft->priority, -3);
}

void TestTaskBody::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("fields");

    QTest::newRow("no kind") << QByteArray("{}") << QStringList { QStringLiteral("kind") };
    QTest::newRow("kind of another type")
            << QByteArray(R"({"kind":1})") << QStringList { QStringLiteral("kind") };
    QTest::newRow("every field at once")
            << QByteArray(R"({"kind":[],"params":1,"delay":-1,"priority":0.5})")
            << QStringList { QStringLiteral("kind"), QStringLiteral("params"),
                             QStringLiteral("delay"), QStringLiteral("priority") };
    QTest::newRow("delay over a year") << QByteArray(R"({"kind":"sleep","delay":1e9})")
                                       << QStringList { QStringLiteral("delay") };
    QTest::newRow("priority out of range") << QByteArray(R"({"kind":"sleep","priority":1e6})")
                                           << QStringList { QStringLiteral("priority") };
}

void TestTaskBody::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, fields);

    const auto draft = taskDraftFromJson(QJsonDocument::fromJson(json).object());
    QVERIFY(!draft);
    QCOMPARE(draft.error().kind, ErrorKind::Invalid);
    QStringList named;
    for (const FieldError &error : draft.error().fields)
        named += error.field;
    QCOMPARE(named, fields);
}

QTEST_GUILESS_MAIN(TestTaskBody)
#include "tst_taskbody.moc"
