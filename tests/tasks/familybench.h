// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "enginebench.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace frontdesk {

inline TaskDraft family(const char *kind, const QByteArray &tasks, const QByteArray &more = {})
{
    TaskDraft draft = draftOf(kind);
    draft.params = "{\"tasks\":[" + tasks + ']' + more + '}';
    return draft;
}

inline QByteArray sleeping(int seconds)
{
    return R"({"kind":"sleep","params":{"seconds":)" + QByteArray::number(seconds) + "}}";
}

inline QByteArray napping(int seconds)
{
    return R"({"kind":"nap","params":{"seconds":)" + QByteArray::number(seconds) + "}}";
}

/// "echo {value}": its result is that value.
inline void addEcho(Bench &bench, std::atomic<int> &runs)
{
    bench.addKind("echo", [&runs](TaskContext &context) -> Async<Result<QByteArray>> {
        ++runs;
        const QJsonArray wrapped { context.params().value(QLatin1String("value")) };
        const QByteArray json = QJsonDocument(wrapped).toJson(QJsonDocument::Compact);
        co_return json.sliced(1, json.size() - 2);
    });
}

} // namespace frontdesk
