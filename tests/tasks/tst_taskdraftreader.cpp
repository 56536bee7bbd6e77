// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskdraftreader.h"
#include "tasks/taskkinds.h"

#include <QJsonDocument>
#include <QTest>

using namespace frontdesk;

class TestTaskDraftReader : public QObject
{
    Q_OBJECT

private slots:
    void reads();
    void refuses_data();
    void refuses();
};

void TestTaskDraftReader::reads()
{
    const auto body = QJsonDocument::fromJson(
            R"({"kind":"sleep","params":{"seconds":2},"delay":1.5,"priority":-3,"every":60,"timeout":0.5,)"
            R"("max_attempts":7,"unique_key":"one","other":1})");
    const auto draft = readTaskDraft(body.object(), TaskKinds::builtIn());
    QVERIFY(draft);
    QCOMPARE(draft->kind, std::string("sleep"));
    QCOMPARE(draft->params, QByteArray(R"({"seconds":2})"));
    QCOMPARE(draft->delayMs, qint64(1500));
    QCOMPARE(draft->priority, -3);
    QCOMPARE(draft->everyMs, std::optional<qint64>(60'000));
    QCOMPARE(draft->timeoutMs, std::optional<qint64>(500));
    QCOMPARE(draft->maxAttempts, 7);
    QCOMPARE(draft->uniqueKey, QStringLiteral("one"));
}

void TestTaskDraftReader::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("fields");

    QTest::newRow("no kind") << QByteArray("{}") << QStringList { QStringLiteral("kind") };
    QTest::newRow("kind of another type")
            << QByteArray(R"({"kind":1})") << QStringList { QStringLiteral("kind") };
    QTest::newRow("every field at once")
            << QByteArray(R"({"kind":[],"params":1,"delay":-1,"priority":0.5})")
            << QStringList { QStringLiteral("priority"), QStringLiteral("params"),
                             QStringLiteral("kind"), QStringLiteral("delay") };
    QTest::newRow("params with their fields, and the rest")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":-1},"every":0.999,"timeout":0,)"
                          R"("max_attempts":0,"unique_key":""})")
            << QStringList { QStringLiteral("params.seconds"), QStringLiteral("every"),
                             QStringLiteral("timeout"), QStringLiteral("max_attempts"),
                             QStringLiteral("unique_key") };
    QTest::newRow("every of another type")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":1},"every":"60"})")
            << QStringList { QStringLiteral("every") };
    QTest::newRow("an unknown kind, with params that nobody can check")
            << QByteArray(R"({"kind":"dance","params":{"seconds":-1}})")
            << QStringList { QStringLiteral("kind") };
    QTest::newRow("delay over a year")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":1},"delay":1e9})")
            << QStringList { QStringLiteral("delay") };
    QTest::newRow("priority out of range")
            << QByteArray(R"({"kind":"sleep","params":{"seconds":1},"priority":1e6})")
            << QStringList { QStringLiteral("priority") };
}

void TestTaskDraftReader::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, fields);

    const auto draft = readTaskDraft(QJsonDocument::fromJson(json).object(), TaskKinds::builtIn());
    QVERIFY(!draft);
    QCOMPARE(draft.error().kind, ErrorKind::Invalid);
    QStringList named;
    for (const FieldError &error : draft.error().fields)
        named += error.field;
    QCOMPARE(named, fields);
}

QTEST_GUILESS_MAIN(TestTaskDraftReader)
#include "tst_taskdraftreader.moc"
