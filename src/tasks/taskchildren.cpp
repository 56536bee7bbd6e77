// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskchildren.h"

#include "tasks/taskdraftreader.h"
#include "tasks/taskkinds.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace frontdesk {

namespace {

constexpr qsizetype maxTasks = 1000; // stored in one transaction
constexpr int maxDepth = 8; // parents above a task

const QString field = QStringLiteral("params.tasks");

tl::unexpected<Error> invalid(const QList<FieldError> &fields)
{
    QStringList details;
    for (const FieldError &each : fields)
        details += each.detail;
    return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"), details.join(u' '),
                     fields });
}

tl::unexpected<Error> invalid(const char *code, const QString &detail)
{
    return invalid({ { field, QString::fromLatin1(code), detail } });
}

tl::unexpected<Error> tooWide()
{
    return invalid("too_wide",
                   QStringLiteral("tasks must hold at most %1 tasks, those of its tasks counted.")
                           .arg(maxTasks));
}

qsizetype countOf(const std::vector<TaskDraft> &drafts)
{
    auto count = qsizetype(drafts.size());
    for (const TaskDraft &draft : drafts)
        count += countOf(draft.children);
    return count;
}

void checkKeys(const QJsonObject &child, const QString &prefix, QList<FieldError> &errors)
{
    for (const auto *key : { "every", "unique_key", "notify_url" }) {
        if (!child.value(QLatin1String(key)).isUndefined())
            errors.append({ prefix + QLatin1String(key), QStringLiteral("not_allowed"),
                            QStringLiteral("%1 belongs to the outermost task.")
                                    .arg(QLatin1String(key)) });
    }
}

} // namespace

TaskParameter taskChildrenParameter(const char *help)
{
    const auto sleep = [](int seconds) {
        return QJsonObject { { QStringLiteral("kind"), QStringLiteral("sleep") },
                             { QStringLiteral("params"),
                               QJsonObject { { QStringLiteral("seconds"), seconds } } } };
    };
    return { .name = QStringLiteral("tasks"),
             .type = TaskParameter::Type::Tasks,
             .help = help,
             .required = true,
             .preset = QJsonArray { sleep(2), sleep(3) } };
}

Result<std::vector<TaskDraft>> readTaskChildren(const QJsonValue &tasks, const TaskKind &kind,
                                                const TaskPlace &parent, const TaskKinds &kinds)
{
    if (tasks.isUndefined())
        return invalid("required", QStringLiteral("tasks is required."));
    if (!tasks.isArray())
        return invalid("wrong_type", QStringLiteral("tasks must be an array of tasks."));
    const QJsonArray array = tasks.toArray();
    if (array.size() > maxTasks)
        return tooWide();
    TaskPlace place = parent;
    if (++place.depth > maxDepth)
        return invalid("too_deep",
                       QStringLiteral("Tasks may be held by %1 others at most.").arg(maxDepth));

    std::vector<TaskDraft> children;
    QList<FieldError> errors;
    for (qsizetype i = 0; i < array.size(); ++i) {
        place.previous = kind.previousOf(i, parent.previous);
        const QString name = field + QStringLiteral("[%1]").arg(i);
        if (!array[i].isObject()) {
            errors.append({ name, QStringLiteral("wrong_type"),
                            QStringLiteral("Each of tasks must be an object.") });
            continue;
        }
        const QJsonObject body = array[i].toObject();
        checkKeys(body, name + u'.', errors);
        auto draft = readTaskDraft(body, kinds, place);
        if (draft) {
            children.push_back(std::move(*draft));
            continue;
        }
        for (const FieldError &error : draft.error().fields)
            errors.append({ name + u'.' + error.field, error.code, error.detail });
    }
    if (!errors.isEmpty())
        return invalid(errors);
    if (parent.depth == 0 && countOf(children) > maxTasks)
        return tooWide();
    return children;
}

} // namespace frontdesk
