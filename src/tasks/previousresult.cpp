// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/previousresult.h"

#include "tasks/taskkind.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace frontdesk {

namespace {

const QString reference = QStringLiteral("$previous");

/// The steps of a reference's path; none: it is a text.
std::optional<QStringList> pathOf(const QString &text)
{
    if (!text.startsWith(reference))
        return std::nullopt;
    const QString rest = text.sliced(reference.size());
    if (rest.isEmpty())
        return QStringList();
    if (!rest.startsWith(u'.'))
        return std::nullopt;
    return rest.sliced(1).split(u'.');
}

bool isReferring(const QJsonValue &value)
{
    if (value.isString())
        return pathOf(value.toString()).has_value();
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::any_of(array.begin(), array.end(),
                           [](const auto &v) { return isReferring(v); });
    }
    const QJsonObject object = value.toObject();
    return std::any_of(object.begin(), object.end(), [](const auto &v) { return isReferring(v); });
}

QString fieldOf(const QString &key)
{
    return QLatin1String("params.") + key;
}

Result<QJsonObject> invalid(const QList<FieldError> &fields)
{
    QStringList details;
    for (const FieldError &field : fields)
        details += field.detail;
    return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"), details.join(u' '),
                     fields });
}

/// Undefined: there is nothing at that path.
QJsonValue follow(QJsonValue value, const QStringList &path)
{
    for (const QString &step : path) {
        if (!value.isArray()) {
            value = value.toObject().value(step);
            continue;
        }
        bool isIndex = false;
        const int index = step.toInt(&isIndex);
        value = isIndex ? value.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
    }
    return value;
}

class Substitution
{
public:
    explicit Substitution(QJsonValue previous)
        : m_previous(std::move(previous))
    { }

    QJsonObject of(const QJsonObject &params)
    {
        QJsonObject filled;
        for (auto each = params.begin(); each != params.end(); ++each)
            filled.insert(each.key(), of(each.value(), fieldOf(each.key())));
        return filled;
    }
    const QList<FieldError> &errors() const { return m_errors; }

private:
    QJsonValue of(const QJsonValue &value, const QString &field)
    {
        if (value.isString())
            return of(value.toString(), field);
        if (value.isArray()) {
            QJsonArray filled;
            for (const auto &each : value.toArray())
                filled.append(of(each, field));
            return filled;
        }
        if (value.isObject()) {
            QJsonObject filled;
            const QJsonObject object = value.toObject();
            for (auto each = object.begin(); each != object.end(); ++each)
                filled.insert(each.key(), of(each.value(), field));
            return filled;
        }
        return value;
    }
    QJsonValue of(const QString &text, const QString &field)
    {
        if (text.startsWith(u'$' + reference))
            return text.sliced(1);
        const auto path = pathOf(text);
        if (!path)
            return text;
        QJsonValue found = follow(m_previous, *path);
        if (found.isUndefined())
            m_errors.append({ field, QStringLiteral("not_in_previous"),
                              QStringLiteral("%1: the result of the task before has no \"%2\".")
                                      .arg(field, text.sliced(reference.size() + 1)) });
        return found;
    }

    const QJsonValue m_previous;
    QList<FieldError> m_errors;
};

} // namespace

Result<QJsonObject> checkBeforehand(const TaskKind &kind, const QJsonObject &params,
                                    TaskPlace::Previous previous)
{
    auto checked = kind.check(params);
    if (previous == TaskPlace::Previous::Text)
        return checked;

    QList<FieldError> errors;
    if (!checked)
        errors = checked.error().fields;
    bool refers = false;
    for (auto each = params.begin(); each != params.end(); ++each) {
        if (!isReferring(each.value()))
            continue;
        refers = true;
        const QString field = fieldOf(each.key());
        errors.removeIf([&](const FieldError &error) {
            return error.field == field || error.field.startsWith(field + u'.')
                    || error.field.startsWith(field + u'[');
        });
        if (previous == TaskPlace::Previous::Missing)
            errors.append({ field, QStringLiteral("no_previous"),
                            QStringLiteral("%1 refers to the task before, but this is the first "
                                           "of its chain.")
                                    .arg(each.key()) });
    }
    if (!errors.isEmpty())
        return invalid(errors);
    if (!refers)
        return checked;
    return params;
}

Result<QJsonObject> withPrevious(const QJsonObject &params, const QByteArray &previous)
{
    // A JSON text of a number or a string alone is none that Qt reads.
    const auto wrapped = QJsonDocument::fromJson('[' + previous + ']').array();
    Substitution substitution(wrapped.at(0));
    QJsonObject filled = substitution.of(params);
    return substitution.errors().isEmpty() ? filled : invalid(substitution.errors());
}

bool mayReferToPrevious(const QByteArray &params)
{
    return params.contains("$previous");
}

} // namespace frontdesk
