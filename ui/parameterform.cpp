// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameterform.h"

#include "client/jsonformatter.h"
#include "errorlabel.h"
#include "jsonedit.h"
#include "numberbox.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int fractionDigits = 3; // of numbers: milliseconds, where they are seconds
constexpr int jsonLines = 5;

QString helpOf(const TaskParameter &parameter)
{
    return QCoreApplication::translate("TaskParameter", parameter.help);
}

/// Any value; a document is an object or an array alone.
QJsonValue valueOf(const QString &json)
{
    const auto list = QJsonDocument::fromJson('[' + json.toUtf8() + ']').array();
    return list.size() == 1 ? list.first() : QJsonValue(QJsonValue::Undefined);
}

QString indented(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    const auto json = formatJson(QByteArrayView(list).sliced(1, list.size() - 2));
    return json ? QString::fromUtf8(json->text) : QString();
}

/// What has the focus where it is: a JsonEdit hands it on.
QWidget *controlOf(QWidget *editor)
{
    return editor->focusProxy() ? editor->focusProxy() : editor;
}

/// Whether an error at "tasks[0].kind" is one of "tasks".
bool belongsTo(const QString &field, const QString &name)
{
    return field.startsWith(name)
            && (field.size() == name.size() || field[name.size()] == u'['
                || field[name.size()] == u'.');
}

} // namespace

ParameterForm::ParameterForm(const QList<TaskParameter> &parameters, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setRowWrapPolicy(QFormLayout::DontWrapRows);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const TaskParameter &parameter : parameters)
        add(parameter, layout);
}

void ParameterForm::add(const TaskParameter &parameter, QFormLayout *layout)
{
    Field field = makeField(parameter);
    field.name = parameter.name;
    QWidget *control = controlOf(field.editor);
    control->setObjectName(parameter.name + QStringLiteral("Edit"));
    control->setAccessibleName(parameter.name);
    control->setAccessibleDescription(helpOf(parameter));
    control->setToolTip(helpOf(parameter));

    auto *help = new QLabel(helpOf(parameter), this);
    help->setWordWrap(true);
    help->setTextFormat(Qt::PlainText);
    help->setForegroundRole(QPalette::PlaceholderText);
    field.error = new ErrorLabel(this);
    field.error->setObjectName(parameter.name + QStringLiteral("ErrorLabel"));
    field.error->setAccessibleName(tr("What is wrong with %1").arg(parameter.name));
    field.error->setWordWrap(true);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field.editor);
    column->addWidget(field.error);
    column->addWidget(help);
    auto *label = new QLabel(
            parameter.required ? parameter.name + QStringLiteral(" *") : parameter.name, this);
    label->setBuddy(field.editor);
    if (parameter.required)
        label->setToolTip(tr("Required"));
    layout->addRow(label, column);
    m_fields.append(field);
}

ParameterForm::Field ParameterForm::makeField(const TaskParameter &parameter)
{
    using Type = TaskParameter::Type;
    switch (parameter.type) {
    case Type::Number:
    case Type::Whole:
        return numberField(parameter);
    case Type::Flag:
        return flagField(parameter);
    case Type::Choice:
        return choiceField(parameter);
    case Type::Json:
    case Type::Tasks:
        return jsonField(parameter);
    case Type::Text:
    case Type::Upload:
        break;
    }
    return textField(parameter);
}

ParameterForm::Field ParameterForm::numberField(const TaskParameter &parameter)
{
    const int decimals = parameter.type == TaskParameter::Type::Whole ? 0 : fractionDigits;
    auto *box = new NumberBox(parameter.least, parameter.most, decimals, this);
    if (parameter.preset.isDouble())
        box->setNumber(parameter.preset.toDouble());
    connect(box, &QDoubleSpinBox::valueChanged, this, &ParameterForm::edited);
    return { {}, box, nullptr, [box] {
                const auto number = box->number();
                return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Undefined);
            } };
}

ParameterForm::Field ParameterForm::textField(const TaskParameter &parameter)
{
    auto *edit = new QLineEdit(parameter.preset.toString(), this);
    connect(edit, &QLineEdit::textChanged, this, &ParameterForm::edited);
    return { {}, edit, nullptr, [edit] {
                const QString text = edit->text();
                return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
            } };
}

ParameterForm::Field ParameterForm::flagField(const TaskParameter &parameter)
{
    auto *box = new QCheckBox(this);
    box->setChecked(parameter.preset.toBool());
    connect(box, &QCheckBox::toggled, this, &ParameterForm::edited);
    return { {}, box, nullptr, [box] { return QJsonValue(box->isChecked()); } };
}

ParameterForm::Field ParameterForm::choiceField(const TaskParameter &parameter)
{
    auto *box = new QComboBox(this);
    box->addItems(parameter.choices);
    box->setCurrentText(parameter.preset.toString());
    connect(box, &QComboBox::currentIndexChanged, this, &ParameterForm::edited);
    return { {}, box, nullptr, [box] { return QJsonValue(box->currentText()); } };
}

ParameterForm::Field ParameterForm::jsonField(const TaskParameter &parameter)
{
    auto *edit = new JsonEdit(this);
    if (!parameter.preset.isUndefined())
        edit->setText(indented(parameter.preset));
    const int lines = parameter.type == TaskParameter::Type::Tasks ? 3 * jsonLines - 1 : jsonLines;
    edit->edit().setFixedHeight(edit->edit().fontMetrics().lineSpacing() * lines);
    connect(edit, &JsonEdit::edited, this, &ParameterForm::edited);
    return { {}, edit, nullptr, [edit] { return valueOf(edit->text()); } };
}

QJsonObject ParameterForm::values() const
{
    QJsonObject values;
    for (const Field &field : m_fields) {
        if (const QJsonValue value = field.value(); !value.isUndefined())
            values.insert(field.name, value);
    }
    return values;
}

QList<FieldError> ParameterForm::showErrors(const QList<FieldError> &errors)
{
    QList<FieldError> others = errors;
    for (const Field &field : m_fields) {
        QStringList details;
        others.removeIf([&](const FieldError &error) {
            const bool mine = belongsTo(error.field, field.name);
            if (mine && error.field != field.name) // which of several it is
                details += error.field.mid(field.name.size()) + QStringLiteral(": ") + error.detail;
            else if (mine)
                details += error.detail;
            return mine;
        });
        field.error->showText(details.join(u'\n'));
    }
    return others;
}

bool ParameterForm::isWellFormed() const
{
    return std::all_of(m_fields.begin(), m_fields.end(), [](const Field &field) {
        const auto *json = qobject_cast<const JsonEdit *>(field.editor);
        return !json || json->text().trimmed().isEmpty() || !field.value().isUndefined();
    });
}

void ParameterForm::focusFirst()
{
    if (m_fields.isEmpty())
        return;
    const auto wrong = std::find_if(m_fields.cbegin(), m_fields.cend(), [](const Field &field) {
        return !field.error->text().isEmpty();
    });
    (wrong == m_fields.cend() ? m_fields.constFirst() : *wrong).editor->setFocus();
}

QList<QWidget *> ParameterForm::controls() const
{
    QList<QWidget *> controls;
    for (const Field &field : m_fields)
        controls += controlOf(field.editor);
    return controls;
}

} // namespace frontdesk
