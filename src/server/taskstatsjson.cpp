// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/taskstatsjson.h"

#include "base/jsonwriter.h"

#include <array>
#include <map>
#include <string>

namespace frontdesk {

namespace {

constexpr size_t stateCount = size_t(TaskState::Cancelled) + 1;
using Counts = std::array<qint64, stateCount>;

void writeCounts(JsonWriter &json, const Counts &counts, TaskState first)
{
    json.beginObject();
    for (size_t state = size_t(first); state < stateCount; ++state)
        json.key(toString(TaskState(state))).value(counts[state]);
    json.endObject();
}

} // namespace

QByteArray toJson(const TaskStats &stats)
{
    Counts all {}, lately {};
    std::map<std::string, Counts> kinds;
    qint64 total = 0, rescued = 0;
    for (const TaskStats::Count &count : stats.counts) {
        const auto state = size_t(count.state);
        all[state] += count.tasks;
        kinds[count.kind][state] += count.tasks;
        lately[state] += count.endedLately;
        total += count.tasks;
        rescued += count.rescued;
    }
    JsonWriter json(1024);
    json.beginObject().key("total").value(total).key("rescued").value(rescued).key("states");
    writeCounts(json, all, TaskState::Scheduled);
    json.key("kinds").beginObject();
    for (const auto &[kind, counts] : kinds)
        writeCounts(json.key(kind), counts, TaskState::Scheduled);
    json.endObject().key("last_minute");
    writeCounts(json, lately, TaskState::Completed);
    return json.endObject().bytes();
}

} // namespace frontdesk
