// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangephases.h"

#include <QWidget>

namespace frontdesk {

/// The times of an exchange as bars on one scale, with numbers. Ctrl+C copies
/// them; a screen reader finds them in the accessible description.
class WaterfallView : public QWidget
{
    Q_OBJECT

public:
    explicit WaterfallView(QWidget *parent = nullptr);

    /// Phases on one scale from 0 to @p totalNs; what has no time is shown as @p absent.
    void setPhases(const QList<ExchangePhase> &phases, qint64 totalNs, const QString &caption,
                   const QString &absent);
    /// @p caption stands below, such as the thread's name.
    void setTimes(const ExchangeTimes &times, qint64 totalNs, const QString &caption);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    QRect rowRect(int row) const;
    int nameWidth() const;
    int numberWidth() const;
    QColor colourOf(ExchangePhase::Kind kind) const;

    QList<ExchangePhase> m_phases;
    qint64 m_totalNs = 0;
    QString m_caption;
    QString m_absent;
};

} // namespace frontdesk
