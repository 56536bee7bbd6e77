// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskkinds.h"

#include "tasks/sleepkind.h"

#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace frontdesk {

void registerTaskKinds(TaskKinds &kinds)
{
    kinds.add(std::make_unique<SleepKind>());
}

TaskKinds TaskKinds::builtIn()
{
    TaskKinds kinds;
    registerTaskKinds(kinds);
    return kinds;
}

void TaskKinds::add(std::unique_ptr<const TaskKind> kind)
{
    Q_ASSERT(!find(kind->name()));
    m_kinds.push_back(std::move(kind));
}

const TaskKind *TaskKinds::find(std::string_view name) const
{
    const auto kind = std::find_if(m_kinds.begin(), m_kinds.end(),
                                   [name](const auto &each) { return each->name() == name; });
    return kind == m_kinds.end() ? nullptr : kind->get();
}

int TaskKinds::maxConcurrency(std::string_view kind, const TaskOptions &options) const
{
    if (const auto set = options.maxConcurrencyOf.find(kind); set != options.maxConcurrencyOf.end())
        return set->second;
    const TaskKind *known = find(kind);
    return known ? known->maxConcurrency() : 0;
}

Result<TaskDraft> TaskKinds::check(TaskDraft draft) const
{
    const TaskKind *kind = find(draft.kind);
    if (!kind) {
        QStringList names;
        for (const auto &each : m_kinds)
            names += QString::fromUtf8(each->name().data(), qsizetype(each->name().size()));
        const QString detail = QStringLiteral("There is no such kind of task; known are: %1.")
                                       .arg(names.join(QStringLiteral(", ")));
        return failure({ ErrorKind::Invalid,
                         QStringLiteral("unknown_kind"),
                         detail,
                         { { QStringLiteral("kind"), QStringLiteral("unknown_kind"), detail } } });
    }

    const auto params = QJsonDocument::fromJson(draft.params);
    if (!params.isObject()) {
        const auto detail = QStringLiteral("params must be a JSON object.");
        return failure({ ErrorKind::Invalid,
                         QStringLiteral("validation_failed"),
                         detail,
                         { { QStringLiteral("params"), QStringLiteral("wrong_type"), detail } } });
    }
    const auto checked = kind->check(params.object());
    if (!checked)
        return failure(checked.error());
    if (draft.maxAttempts == 0)
        draft.maxAttempts = kind->maxAttempts();
    draft.params = QJsonDocument(*checked).toJson(QJsonDocument::Compact);
    return draft;
}

} // namespace frontdesk
