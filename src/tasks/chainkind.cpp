// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/chainkind.h"

#include "tasks/taskchildren.h"
#include "tasks/taskfamily.h"

namespace frontdesk {

TaskPlace::Previous ChainKind::previousOf(qsizetype position, TaskPlace::Previous parents) const
{
    using enum TaskPlace::Previous;
    return position > 0 || parents == Result ? Result : Missing;
}

QList<TaskParameter> ChainKind::parameters() const
{
    return { taskChildrenParameter(
            QT_TRANSLATE_NOOP("TaskParameter",
                              "The tasks to run one after the other; \"$previous\" "
                              "is the result of the one before.")) };
}

Result<QJsonObject> ChainKind::check(const QJsonObject &) const
{
    return QJsonObject();
}

Async<Result<QByteArray>> ChainKind::run(TaskContext &context) const
{
    TaskFamily family(context);
    auto done = co_await family.load();
    QByteArray previous = context.input();
    for (qsizetype i = 0; done && i < family.size(); ++i) {
        context.progress(i, family.size());
        if (!context.stopRequested())
            done = co_await family.release(i, i + 1, previous);
        while (done && !isFinal(family.children()[size_t(i)].state)) {
            if (context.stopRequested())
                done = co_await family.cancelRest();
            else
                done = co_await family.change();
        }
        if (!done)
            break;
        if (const auto &child = family.children()[size_t(i)]; child.state != TaskState::Completed)
            co_return failure(family.errorOf(child)); // those that follow are cancelled with that
        previous = family.takeResult(i);
        if (previous.isEmpty())
            previous = "null";
    }
    if (!done)
        co_return failure(done.error());
    context.progress(family.size(), family.size());
    co_return family.size() > 0 ? previous : QByteArray();
}

} // namespace frontdesk
