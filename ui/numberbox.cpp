// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "numberbox.h"

#include <QWheelEvent>

#include <algorithm>

namespace frontdesk {

NumberBox::NumberBox(double least, double most, int decimals, QWidget *parent)
    : QDoubleSpinBox(parent)
    , m_least(least)
{
    setDecimals(decimals);
    setRange(least - 1, most); // the value below the least stands for none
    setSpecialValueText(tr("not set"));
    setFocusPolicy(Qt::StrongFocus);
    setValue(none());
}

void NumberBox::setNumber(std::optional<double> number)
{
    setValue(number.value_or(none()));
}

std::optional<double> NumberBox::number() const
{
    return value() == none() ? std::nullopt : std::optional(value());
}

QString NumberBox::textFromValue(double value) const
{
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    return plain.toString(value, 'f', QLocale::FloatingPointShortest);
}

double NumberBox::valueFromText(const QString &text) const
{
    return text.trimmed().isEmpty() ? none() : QDoubleSpinBox::valueFromText(text);
}

QValidator::State NumberBox::validate(QString &text, int &position) const
{
    return text.trimmed().isEmpty() ? QValidator::Acceptable
                                    : QDoubleSpinBox::validate(text, position);
}

/// From none it goes to the least, or to the first whole number where that is none.
void NumberBox::stepBy(int steps)
{
    if (!number() && steps > 0)
        setValue(std::clamp(1.0, m_least, maximum()));
    else if (steps < 0 && value() + steps < m_least)
        setValue(none());
    else
        QDoubleSpinBox::stepBy(steps);
}

/// The wheel scrolls the form unless one is at work here.
void NumberBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace frontdesk
