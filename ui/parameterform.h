// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "tasks/taskparameter.h"

#include <QJsonObject>
#include <QList>
#include <QWidget>

#include <functional>

class QFormLayout;

namespace frontdesk {

class ErrorLabel;

/// A field for each parameter, of the sort that fits its type, with what it is for
/// below it. It judges nothing but whether JSON is JSON.
class ParameterForm : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterForm(const QList<TaskParameter> &parameters, QWidget *parent = nullptr);

    /// What is filled in; fields that are left empty aren't there.
    QJsonObject values() const;
    /// Shows what is wrong at the fields ("seconds", "tasks[0].kind"), and nothing at the
    /// others. Answers those that belong to none of them.
    QList<FieldError> showErrors(const QList<FieldError> &errors);
    /// False: a field holds a text that is no JSON, which it says itself.
    bool isWellFormed() const;
    /// To the first field with an error, else to the first one.
    void focusFirst();
    /// The controls, in their order.
    QList<QWidget *> controls() const;

signals:
    void edited();

private:
    struct Field
    {
        QString name;
        QWidget *editor;
        ErrorLabel *error;
        std::function<QJsonValue()> value; ///< Undefined: it is left out
    };

    void add(const TaskParameter &parameter, QFormLayout *layout);
    Field makeField(const TaskParameter &parameter);
    Field numberField(const TaskParameter &parameter);
    Field textField(const TaskParameter &parameter);
    Field flagField(const TaskParameter &parameter);
    Field choiceField(const TaskParameter &parameter);
    Field jsonField(const TaskParameter &parameter);

    QList<Field> m_fields;
};

} // namespace frontdesk
