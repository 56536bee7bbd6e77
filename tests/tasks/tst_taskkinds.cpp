// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskdraftreader.h"
#include "tasks/taskkinds.h"

#include <QJsonArray>
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
    void offersWhatAFormCanStart();
    void whatAFormBeginsWithIsRight();
    void rangesAreThoseOfTheCheck_data();
    void rangesAreThoseOfTheCheck();
};

namespace {

/// As a form has it that nobody touched.
QJsonObject presets(const QList<TaskParameter> &parameters)
{
    QJsonObject values;
    for (const TaskParameter &parameter : parameters) {
        if (!parameter.preset.isUndefined())
            values.insert(parameter.name, parameter.preset);
    }
    return values;
}

QString nameOf(const TaskKind &kind)
{
    return QString::fromUtf8(kind.name().data(), qsizetype(kind.name().size()));
}

} // namespace

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

void TestTaskKinds::offersWhatAFormCanStart()
{
    const TaskKinds kinds = TaskKinds::builtIn();
    QStringList names;
    for (const TaskKind *kind : kinds.offered())
        names += nameOf(*kind);
    QCOMPARE(names, QStringLiteral("sleep group chain http_request").split(u' ')); // no webhook
}

void TestTaskKinds::whatAFormBeginsWithIsRight()
{
    const TaskKinds kinds = TaskKinds::builtIn();
    for (const TaskKind *kind : kinds.offered()) {
        QJsonObject params = presets(kind->parameters());
        for (const TaskParameter &parameter : kind->parameters()) {
            QVERIFY2(*parameter.help, qPrintable(parameter.name));
            if (parameter.type == TaskParameter::Type::Choice)
                QVERIFY(parameter.choices.contains(parameter.preset.toString()));
            if (parameter.required && parameter.preset.isUndefined()) {
                QVERIFY2(!kind->check(params), qPrintable(parameter.name));
                params.insert(parameter.name, QStringLiteral("https://example.org/"));
            }
        }
        QJsonObject body = presets(taskKeys());
        body.insert(QStringLiteral("kind"), nameOf(*kind));
        body.insert(QStringLiteral("params"), params);
        const auto draft = readTaskDraft(body, kinds);
        QVERIFY2(draft, qPrintable(nameOf(*kind)));
    }
}

void TestTaskKinds::rangesAreThoseOfTheCheck_data()
{
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("field");

    const auto rows = [](const QString &kind, const TaskParameter &parameter, bool isKey) {
        const double step = parameter.type == TaskParameter::Type::Whole ? 1 : 0.0001;
        const auto row = [&](const char *where, double value, bool right) {
            QJsonObject params { { QStringLiteral("seconds"), 1 } };
            QJsonObject body { { QStringLiteral("kind"), kind } };
            (isKey ? body : params).insert(parameter.name, value);
            body.insert(QStringLiteral("params"), params);
            const QString field
                    = isKey ? parameter.name : QLatin1String("params.") + parameter.name;
            QTest::addRow("%s of %s: %s", qPrintable(parameter.name), qPrintable(kind), where)
                    << body << (right ? QString() : field);
        };
        row("the least", parameter.least, true);
        row("the most", parameter.most, true);
        row("less than the least", parameter.least - step, false);
        row("more than the most", parameter.most + step, false);
    };
    const auto isNumber = [](const TaskParameter &parameter) {
        return parameter.type == TaskParameter::Type::Number
                || parameter.type == TaskParameter::Type::Whole;
    };
    const TaskKinds kinds = TaskKinds::builtIn();
    for (const TaskKind *kind : kinds.offered()) {
        for (const TaskParameter &parameter : kind->parameters()) {
            if (isNumber(parameter))
                rows(nameOf(*kind), parameter, false);
        }
    }
    for (const TaskParameter &parameter : taskKeys()) {
        if (isNumber(parameter))
            rows(QStringLiteral("sleep"), parameter, true);
    }
}

void TestTaskKinds::rangesAreThoseOfTheCheck()
{
    QFETCH(const QJsonObject, body);
    QFETCH(const QString, field);
    const auto draft = readTaskDraft(body, TaskKinds::builtIn());
    QCOMPARE(draft.has_value(), field.isEmpty());
    if (!draft)
        QCOMPARE(draft.error().fields.value(0).field, field);
}

QTEST_GUILESS_MAIN(TestTaskKinds)
#include "tst_taskkinds.moc"
