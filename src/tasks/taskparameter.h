// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace frontdesk {

/// A parameter of a kind of task, or one of the keys beside them, as a form asks for
/// it. It only describes: what is right is said by TaskKind::check().
struct TaskParameter
{
    enum class Type {
        Number,
        Whole, ///< a number without a fraction
        Text,
        Flag, ///< true or false
        Choice, ///< one of the choices
        Json, ///< any value
        Tasks, ///< an array of tasks as `POST /tasks` takes them
        Upload, ///< names a file that was sent before: nothing to type in
    };

    QString name; ///< its key
    Type type = Type::Text;
    const char *help = ""; ///< a sentence; QT_TRANSLATE_NOOP("TaskParameter", …)
    bool required = false;
    QJsonValue preset = QJsonValue::Undefined; ///< what a form begins with; none: empty
    double least = 0; ///< of numbers
    double most = 0;
    QStringList choices {};
};

} // namespace frontdesk
