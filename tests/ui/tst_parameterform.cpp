// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "numberbox.h"
#include "parameterform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>
#include <QWheelEvent>

using namespace frontdesk;
using namespace Qt::StringLiterals;

namespace {

using Type = TaskParameter::Type;

/// One of each sort.
QList<TaskParameter> parameters()
{
    return {
        { .name = u"number"_s,
          .type = Type::Number,
          .help = "A number.",
          .required = true,
          .preset = 5,
          .most = 10 },
        { .name = u"whole"_s,
          .type = Type::Whole,
          .help = "A whole number.",
          .least = 1,
          .most = 100 },
        { .name = u"text"_s, .help = "A text." },
        { .name = u"flag"_s, .type = Type::Flag, .help = "Yes or no.", .preset = true },
        { .name = u"choice"_s,
          .type = Type::Choice,
          .help = "One of two.",
          .preset = u"b"_s,
          .choices = { u"a"_s, u"b"_s } },
        { .name = u"json"_s, .type = Type::Json, .help = "Any value." },
        { .name = u"tasks"_s,
          .type = Type::Tasks,
          .help = "Tasks.",
          .preset = QJsonArray { QJsonObject { { u"kind"_s, u"sleep"_s } } } },
    };
}

struct Form
{
    Form()
    {
        form.resize(500, 600);
        form.show();
    }
    template <typename T>
    T *find(const char *name) const
    {
        auto *found = form.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void type(const char *name, const QString &text) const
    {
        auto *widget = find<QWidget>(name);
        widget->setFocus();
        QTest::keySequence(widget, QKeySequence::SelectAll);
        QTest::keyClick(widget, Qt::Key_Delete);
        QTest::keyClicks(widget, text);
    }
    QString error(const char *name) const { return find<QLabel>(name)->text(); }

    ParameterForm form { parameters() };
};

} // namespace

class TestParameterForm : public QObject
{
    Q_OBJECT

private slots:
    void beginsWithThePresets();
    void takesWhatIsTyped();
    void leavesOutWhatIsEmpty();
    void jsonIsAnyValue_data();
    void jsonIsAnyValue();
    void showsErrorsAtTheirFields();
    void everyControlHasANameATipAndAnExplanation();
    void numbersStepToAndFromNone_data();
    void numbersStepToAndFromNone();
    void theWheelScrollsTheForm();
};

void TestParameterForm::beginsWithThePresets()
{
    const Form form;
    const QJsonObject expected {
        { u"number"_s, 5 },
        { u"flag"_s, true },
        { u"choice"_s, u"b"_s },
        { u"tasks"_s, QJsonArray { QJsonObject { { u"kind"_s, u"sleep"_s } } } },
    };
    QCOMPARE(form.form.values(), expected);
    QVERIFY(form.form.isWellFormed());
    QCOMPARE(form.find<QPlainTextEdit>("tasksEdit")->toPlainText(),
             u"[\n  {\n    \"kind\": \"sleep\"\n  }\n]"_s);
}

void TestParameterForm::takesWhatIsTyped()
{
    const Form form;
    form.type("numberEdit", u"2.25"_s);
    form.type("wholeEdit", u"7"_s);
    form.type("textEdit", u"a text"_s);
    QTest::keyClick(form.find<QCheckBox>("flagEdit"), Qt::Key_Space);
    QTest::keyClick(form.find<QComboBox>("choiceEdit"), Qt::Key_Up);
    form.type("jsonEdit", u"{\"a\":[1,null]}"_s);
    form.type("tasksEdit", u"[]"_s);
    const QJsonObject expected {
        { u"number"_s, 2.25 },
        { u"whole"_s, 7 },
        { u"text"_s, u"a text"_s },
        { u"flag"_s, false },
        { u"choice"_s, u"a"_s },
        { u"json"_s, QJsonObject { { u"a"_s, QJsonArray { 1, QJsonValue::Null } } } },
        { u"tasks"_s, QJsonArray() },
    };
    QCOMPARE(form.form.values(), expected);
}

void TestParameterForm::leavesOutWhatIsEmpty()
{
    const Form form;
    form.type("numberEdit", QString());
    form.type("tasksEdit", QString());
    const QJsonObject values = form.form.values();
    QCOMPARE(values.keys(), (QStringList { u"choice"_s, u"flag"_s }));
    QVERIFY(form.form.isWellFormed());
}

void TestParameterForm::jsonIsAnyValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const QString &text, const QJsonValue &value) {
        QTest::newRow(name) << text << value;
    };
    row("an object", u"{}"_s, QJsonObject());
    row("a number", u"1.5"_s, 1.5);
    row("a text", u"\"it's\""_s, u"it's"_s);
    row("null", u"null"_s, QJsonValue::Null);
    row("two values", u"1, 2"_s, QJsonValue::Undefined);
    row("a broken one", u"{\"a\""_s, QJsonValue::Undefined);
    row("one that closes what was not opened", u"1],[2"_s, QJsonValue::Undefined);
}

void TestParameterForm::jsonIsAnyValue()
{
    QFETCH(const QString, text);
    QFETCH(const QJsonValue, value);
    const Form form;
    form.type("jsonEdit", text);
    QCOMPARE(form.form.values().value(u"json"), value);
    QCOMPARE(form.form.isWellFormed(), !value.isUndefined());
    const auto *problem = form.find<QPlainTextEdit>("jsonEdit")
                                  ->parentWidget()
                                  ->findChild<QLabel *>(u"jsonErrorLabel"_s);
    QTRY_COMPARE(problem->text().isEmpty(), !value.isUndefined());
}

void TestParameterForm::showsErrorsAtTheirFields()
{
    Form form;
    const auto others = form.form.showErrors({
            { u"number"_s, u"required"_s, u"number is required."_s },
            { u"tasks[3].params.seconds"_s, u"required"_s, u"seconds is required."_s },
            { u"tasksOf"_s, u"wrong"_s, u"It isn't here."_s },
    });
    QCOMPARE(form.error("numberErrorLabel"), u"number is required."_s);
    QCOMPARE(form.error("tasksErrorLabel"), u"[3].params.seconds: seconds is required."_s);
    QCOMPARE(form.error("textErrorLabel"), QString());
    QCOMPARE(others.size(), 1);
    QCOMPARE(others[0].field, u"tasksOf"_s);
    QVERIFY(form.form.showErrors({}).isEmpty());
    QCOMPARE(form.error("numberErrorLabel"), QString());
    QVERIFY(!form.find<QLabel>("tasksErrorLabel")->isVisible());
}

void TestParameterForm::everyControlHasANameATipAndAnExplanation()
{
    const Form form;
    const auto controls = form.form.controls();
    QCOMPARE(controls.size(), parameters().size());
    for (qsizetype i = 0; i < controls.size(); ++i) {
        QCOMPARE(controls[i]->accessibleName(), parameters()[i].name);
        QCOMPARE(controls[i]->toolTip(), QString::fromLatin1(parameters()[i].help));
        QCOMPARE(controls[i]->accessibleDescription(), controls[i]->toolTip());
        QVERIFY(controls[i]->focusPolicy() & Qt::TabFocus);
    }
}

void TestParameterForm::numbersStepToAndFromNone_data()
{
    QTest::addColumn<double>("least");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QStringList>("up");

    QTest::newRow("from zero") << 0.0 << 3 << QStringList { u"1"_s, u"2"_s };
    QTest::newRow("from a fraction") << 0.001 << 3 << QStringList { u"1"_s, u"2"_s };
    QTest::newRow("from three") << 3.0 << 0 << QStringList { u"3"_s, u"4"_s };
    QTest::newRow("from below zero") << -5.0 << 0 << QStringList { u"1"_s, u"2"_s };
}

void TestParameterForm::numbersStepToAndFromNone()
{
    QFETCH(const double, least);
    QFETCH(const int, decimals);
    QFETCH(const QStringList, up);
    NumberBox box(least, 1000, decimals);
    QVERIFY(!box.number());
    QCOMPARE(box.text(), u"not set"_s);
    for (const QString &text : up) {
        QTest::keyClick(&box, Qt::Key_Up);
        QCOMPARE(box.text(), text);
        QCOMPARE(*box.number(), text.toDouble());
    }
    for (int step = 0; step < 20; ++step)
        QTest::keyClick(&box, Qt::Key_Down);
    QVERIFY(!box.number());
    box.setNumber(1000);
    QCOMPARE(box.text(), u"1000"_s);
}

void TestParameterForm::theWheelScrollsTheForm()
{
    const Form form;
    auto *box = form.find<NumberBox>("numberEdit");
    QVERIFY(!box->hasFocus());
    const auto turn = [box] {
        QWheelEvent wheel(box->rect().center(), box->mapToGlobal(box->rect().center()), {},
                          { 0, 120 }, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(box, &wheel);
        return wheel.isAccepted();
    };
    QVERIFY(!turn());
    QCOMPARE(*box->number(), 5.0);
}

QTEST_MAIN(TestParameterForm)
#include "tst_parameterform.moc"
