// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPalette>
#include <QString>

#include <optional>

namespace frontdesk {

struct Task;

/// What there is to say of a task but for its parameters, its result and its attempts:
/// a table in HTML, in the colours of @p palette. Other tasks are links.
QString taskFacts(const Task &task, const QList<qint64> &children, const QPalette &palette);

/// The task that a link in it leads to.
std::optional<qint64> taskOfLink(const QString &link);

/// "2026-11-22 09:00:00.000", in local time; empty: not yet.
QString timeText(std::optional<qint64> wallMs);

/// How long that took; empty: one of the two has not come yet.
QString spanText(std::optional<qint64> fromMs, std::optional<qint64> untilMs);

} // namespace frontdesk
