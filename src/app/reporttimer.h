// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

namespace frontdesk {

/// Times out whenever somebody should hear what the server threads have done since the last
/// time, more or less often as that is much or little.
class ReportTimer : public QTimer
{
    Q_OBJECT

public:
    explicit ReportTimer(QObject *parent = nullptr);

    /// There were @p exchanges since the last time; a window shows them, or none does.
    void adapt(qsizetype exchanges, bool areShown);
};

} // namespace frontdesk
