// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskkinds.h"

#include <QTest>

using namespace frontdesk;

class TestTaskKinds : public QObject
{
    Q_OBJECT

private slots:
    void checksParams_data();
    void checksParams();
    void namesTheKnownKinds();
    void storesWhatTheKindChecked();
};

void TestTaskKinds::checksParams_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("code");

    const QString none, seconds = QStringLiteral("params.seconds");
    const auto row
            = [](const char *name, const char *params, const QString &field, const char *code) {
                  QTest::newRow(name) << QByteArray(params) << field << QString::fromLatin1(code);
              };
    row("a whole number", R"({"seconds":5})", none, "");
    row("a fraction", R"({"seconds":0.25})", none, "");
    row("zero", R"({"seconds":0})", none, "");
    row("30 days", R"({"seconds":2592000})", none, "");
    row("unknown keys are ignored", R"({"seconds":1,"colour":"red"})", none, "");
    row("more than 30 days", R"({"seconds":2592000.5})", seconds, "out_of_range");
    row("negative", R"({"seconds":-1})", seconds, "out_of_range");
    row("beyond any integer", R"({"seconds":1e300})", seconds, "out_of_range");
    row("a string", R"({"seconds":"5"})", seconds, "wrong_type");
    row("null", R"({"seconds":null})", seconds, "wrong_type");
    row("missing", "{}", seconds, "required");
    row("an array", "[5]", QStringLiteral("params"), "wrong_type");
    row("not JSON", "{seconds:5}", QStringLiteral("params"), "wrong_type");
}

void TestTaskKinds::checksParams()
{
    QFETCH(const QByteArray, params);
    QFETCH(const QString, field);
    QFETCH(const QString, code);

    TaskDraft draft;
    draft.kind = "sleep";
    draft.params = params;
    const auto checked = TaskKinds::builtIn().check(draft);
    QCOMPARE(checked.has_value(), field.isEmpty());
    if (checked)
        return;
    QCOMPARE(checked.error().kind, ErrorKind::Invalid);
    QVERIFY(!checked.error().detail.isEmpty());
    QCOMPARE(checked.error().fields.size(), 1);
    QCOMPARE(checked.error().fields.first().field, field);
    QCOMPARE(checked.error().fields.first().code, code);
}

void TestTaskKinds::namesTheKnownKinds()
{
    TaskDraft draft;
    draft.kind = "slep";
    const auto checked = TaskKinds::builtIn().check(draft);
    QVERIFY(!checked);
    QCOMPARE(checked.error().kind, ErrorKind::Invalid);
    QCOMPARE(checked.error().code, QStringLiteral("unknown_kind"));
    QVERIFY2(checked.error().detail.contains(QLatin1String("sleep")),
             qPrintable(checked.error().detail));
    QCOMPARE(checked.error().fields.value(0).field, QStringLiteral("kind"));
}

void TestTaskKinds::storesWhatTheKindChecked()
{
    TaskDraft draft;
    draft.kind = "sleep";
    draft.params = R"( { "colour": "red", "seconds": 1.50 } )";
    const auto checked = TaskKinds::builtIn().check(draft);
    QVERIFY(checked);
    QCOMPARE(checked->params, QByteArray(R"({"seconds":1.5})"));
}

QTEST_GUILESS_MAIN(TestTaskKinds)
#include "tst_taskkinds.moc"
