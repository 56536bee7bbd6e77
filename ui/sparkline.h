// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <deque>

namespace frontdesk {

/// The last minute of a figure as a line, scaled to its highest value.
class Sparkline : public QWidget
{
    Q_OBJECT

public:
    static constexpr int points = 60;

    explicit Sparkline(QWidget *parent = nullptr);

    /// One a second or so; the oldest goes.
    void add(double value);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::deque<double> m_values;
};

} // namespace frontdesk
