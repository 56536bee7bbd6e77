// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskkinds.h"

#include "tasks/chainkind.h"
#include "tasks/groupkind.h"
#include "tasks/httprequestkind.h"
#include "tasks/previousresult.h"
#include "tasks/sleepkind.h"
#include "tasks/taskchildren.h"
#include "tasks/webhookkind.h"

#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace frontdesk {

void registerTaskKinds(TaskKinds &kinds, const TaskKindParts &parts)
{
    kinds.add(std::make_unique<SleepKind>());
    kinds.add(std::make_unique<GroupKind>());
    kinds.add(std::make_unique<ChainKind>());
    kinds.add(std::make_unique<HttpRequestKind>(parts.web));
    kinds.add(std::make_unique<WebhookKind>(parts.web, parts.webhookKey));
}

TaskKinds TaskKinds::builtIn(const TaskKindParts &parts)
{
    TaskKinds kinds;
    kinds.m_web = parts.web;
    registerTaskKinds(kinds, parts);
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

std::vector<const TaskKind *> TaskKinds::offered() const
{
    const auto isUpload = [](const TaskParameter &parameter) {
        return parameter.type == TaskParameter::Type::Upload;
    };
    std::vector<const TaskKind *> offered;
    for (const auto &each : m_kinds) {
        const auto parameters = each->parameters();
        if (each->isForClients() && std::none_of(parameters.begin(), parameters.end(), isUpload))
            offered.push_back(each.get());
    }
    return offered;
}

QString TaskKinds::names() const
{
    QStringList names;
    for (const auto &each : m_kinds) {
        if (each->isForClients())
            names += QString::fromUtf8(each->name().data(), qsizetype(each->name().size()));
    }
    return names.join(QStringLiteral(", "));
}

int TaskKinds::maxConcurrency(std::string_view kind, const TaskOptions &options) const
{
    const TaskKind *known = find(kind);
    if (known && known->hasChildren())
        return 0;
    if (const auto set = options.maxConcurrencyOf.find(kind); set != options.maxConcurrencyOf.end())
        return set->second;
    return known ? known->maxConcurrency() : 0;
}

Result<TaskDraft> TaskKinds::check(TaskDraft draft, const TaskPlace &place) const
{
    const TaskKind *kind = find(draft.kind);
    if (!kind || !kind->isForClients()) {
        const QString detail
                = QStringLiteral("There is no such kind of task; known are: %1.").arg(names());
        return failure({ ErrorKind::Invalid,
                         QStringLiteral("unknown_kind"),
                         detail,
                         { { QStringLiteral("kind"), QStringLiteral("unknown_kind"), detail } } });
    }

    const auto document = QJsonDocument::fromJson(draft.params);
    if (!document.isObject()) {
        const auto detail = QStringLiteral("params must be a JSON object.");
        return failure({ ErrorKind::Invalid,
                         QStringLiteral("validation_failed"),
                         detail,
                         { { QStringLiteral("params"), QStringLiteral("wrong_type"), detail } } });
    }
    const QJsonObject given = document.object();
    auto checked = kind->hasChildren() ? kind->check(given)
                                       : checkBeforehand(*kind, given, place.previous);
    if (kind->hasChildren()) {
        auto children = readTaskChildren(given.value(QLatin1String("tasks")), *kind,
                                         { place.depth, place.previous, draft.priority }, *this);
        if (children)
            draft.children = std::move(*children);
        else if (checked)
            checked = failure(children.error());
        else
            checked.error().fields += children.error().fields;
    }
    if (!checked)
        return failure(checked.error());
    if (draft.maxAttempts == 0)
        draft.maxAttempts = kind->maxAttempts();
    QJsonObject shown = *checked;
    if (const QJsonObject secrets = kind->takeSecrets(shown); !secrets.isEmpty())
        draft.secrets = QJsonDocument(secrets).toJson(QJsonDocument::Compact);
    draft.params = QJsonDocument(shown).toJson(QJsonDocument::Compact);
    return draft;
}

} // namespace frontdesk
