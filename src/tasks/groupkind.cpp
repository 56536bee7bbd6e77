// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/groupkind.h"

#include "base/jsonwriter.h"
#include "tasks/taskchildren.h"
#include "tasks/taskfamily.h"

#include <QJsonValue>

namespace frontdesk {

namespace {

const QString returnExceptions = QStringLiteral("return_exceptions");

QByteArray resultOf(const TaskFamily &family)
{
    JsonWriter json;
    json.beginArray();
    for (const TaskFamily::Child &child : family.children()) {
        if (child.state == TaskState::Completed) {
            if (child.result.isEmpty())
                json.null();
            else
                json.raw({ child.result.constData(), size_t(child.result.size()) });
            continue;
        }
        json.beginObject();
        json.key("error").value(child.state == TaskState::Failed
                                        ? child.error
                                        : QStringLiteral("It was cancelled."));
        json.key("state").value(toString(child.state)).key("task").value(child.id);
        json.endObject();
    }
    return json.endArray().bytes();
}

} // namespace

QList<TaskParameter> GroupKind::parameters() const
{
    return { taskChildrenParameter(QT_TRANSLATE_NOOP(
                     "TaskParameter", "The tasks to run at once, as POST /tasks takes them.")),
             { .name = returnExceptions,
               .type = TaskParameter::Type::Flag,
               .help
               = QT_TRANSLATE_NOOP("TaskParameter", "A task that fails doesn't fail the others."),
               .preset = false } };
}

Result<QJsonObject> GroupKind::check(const QJsonObject &params) const
{
    const QJsonValue value = params.value(returnExceptions);
    if (value.isUndefined())
        return QJsonObject { { returnExceptions, false } };
    if (value.isBool())
        return QJsonObject { { returnExceptions, value } };
    const auto detail = QStringLiteral("return_exceptions must be true or false.");
    return failure({ ErrorKind::Invalid,
                     QStringLiteral("validation_failed"),
                     detail,
                     { { QLatin1String("params.") + returnExceptions, QStringLiteral("wrong_type"),
                         detail } } });
}

Async<Result<QByteArray>> GroupKind::run(TaskContext &context) const
{
    const bool keepsErrors = context.params().value(returnExceptions).toBool();
    TaskFamily family(context);
    auto done = co_await family.load();
    if (done)
        done = co_await family.release(0, family.size(), context.input());
    while (done && family.open() > 0) {
        context.progress(family.size() - family.open(), family.size());
        if (context.stopRequested() || (!keepsErrors && family.failed()))
            done = co_await family.cancelRest();
        else
            done = co_await family.change();
    }
    if (!done)
        co_return failure(done.error());
    context.progress(family.size(), family.size());
    if (family.failed() && context.stopRequested())
        co_return failure(TaskContext::stopped());
    if (family.failed() && !keepsErrors)
        co_return failure(family.errorOf(*family.failed()));
    co_return resultOf(family);
}

} // namespace frontdesk
