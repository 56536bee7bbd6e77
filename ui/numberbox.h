// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

#include <optional>

namespace frontdesk {

/// A number that may be left out: empty it, or step below the least.
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    /// @p decimals: how many there may be; none are shown that aren't needed.
    NumberBox(double least, double most, int decimals, QWidget *parent = nullptr);

    /// None: it is left out.
    void setNumber(std::optional<double> number);
    std::optional<double> number() const;

    QString textFromValue(double value) const override;
    double valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;
    void stepBy(int steps) override;

protected:
    void wheelEvent(QWheelEvent *event) override;

private:
    double none() const { return minimum(); }

    const double m_least;
};

} // namespace frontdesk
