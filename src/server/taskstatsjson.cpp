// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/taskstatsjson.h"

#include "base/jsonwriter.h"

#include <array>
#include <cmath>
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

void writeSeconds(JsonWriter &json, const TaskStats::Duration &duration, qint64 count)
{
    const double mean = count > 0 ? double(duration.totalMs) / double(count) : 0;
    json.beginObject();
    json.key("mean").value(std::round(mean) / 1000);
    json.key("max").value(double(duration.mostMs) / 1000).endObject();
}

} // namespace

QByteArray toJson(const TaskStats &stats)
{
    Counts all {}, lately {};
    std::map<std::string, Counts> kinds;
    qint64 total = 0, rescued = 0, ended = 0;
    for (const TaskStats::Count &count : stats.counts) {
        const auto state = size_t(count.state);
        all[state] += count.tasks;
        kinds[count.kind][state] += count.tasks;
        lately[state] += count.endedLately;
        total += count.tasks;
        rescued += count.rescued;
        ended += count.endedLately;
    }
    JsonWriter json(1024);
    json.beginObject().key("total").value(total).key("rescued").value(rescued).key("states");
    writeCounts(json, all, TaskState::Scheduled);
    json.key("kinds").beginObject();
    for (const auto &[kind, counts] : kinds)
        writeCounts(json.key(kind), counts, TaskState::Scheduled);
    json.endObject().key("last_minute");
    writeCounts(json, lately, TaskState::Completed);
    json.key("per_second").value(std::round(double(ended) / 60 * 1000) / 1000);
    json.key("wait");
    writeSeconds(json, stats.waited, stats.attemptsLately);
    json.key("run");
    writeSeconds(json, stats.ran, stats.attemptsLately);
    json.key("oldest_queued");
    if (stats.oldestDueMs)
        json.value(double(*stats.oldestDueMs) / 1000);
    else
        json.null();
    return json.endObject().bytes();
}

} // namespace frontdesk
