// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/event.h"

#include "base/jsonwriter.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

constexpr std::array<std::string_view, eventTypeCount> names = {
    "user.created",   "user.updated", "user.deleted",   "user.imported", "user.import_undone",
    "task.scheduled", "task.queued",  "task.running",   "task.retrying", "task.cancelling",
    "task.completed", "task.failed",  "task.cancelled", "task.progress",
};

constexpr qsizetype longestPart = 64 << 10;

QString text(std::string_view latin1)
{
    return QLatin1String(latin1.data(), qsizetype(latin1.size()));
}

/// Those that @p name, which may end in "*", stands for.
EventTypes typesOf(const QString &name)
{
    if (name == u'*')
        return allEventTypes;
    const bool isFamily = name.endsWith(QLatin1String(".*"));
    EventTypes types = 0;
    for (size_t i = 0; i < names.size(); ++i) {
        if (isFamily ? text(names[i]).startsWith(name.chopped(1)) : text(names[i]) == name)
            types |= 1U << i;
    }
    return types;
}

struct Renderer
{
    JsonWriter &json;

    void operator()(const User &user) const { writeResource(json, user); }
    void operator()(const std::shared_ptr<const Task> &task) const { writeJson(json, *task); }
    void operator()(const ImportedRange &range) const
    {
        json.beginObject().key("count").value(range.count).key("first_id").value(range.firstId);
        json.key("last_id").value(range.lastId).endObject();
    }
};

struct Weigher
{
    qint64 operator()(const User &user) const
    {
        return 512 + 2 * qint64(user.name.size() + user.email.size());
    }
    qint64 operator()(const std::shared_ptr<const Task> &task) const
    {
        return 2048 + 2 * (task->params.size() + task->result.size())
                + 3 * (task->error.size() + task->progress.text.size());
    }
    qint64 operator()(const ImportedRange &) const { return 512; }
};

} // namespace

std::string_view toString(EventType type)
{
    return names[size_t(type)];
}

EventType eventTypeOf(TaskState state)
{
    return EventType(int(EventType::TaskScheduled) + int(state));
}

Result<EventTypes> eventTypesFrom(const QString &list)
{
    EventTypes types = 0;
    for (const QString &name : list.split(u',')) {
        const EventTypes some = typesOf(name.trimmed());
        if (some == 0) {
            QStringList known;
            std::transform(names.begin(), names.end(), std::back_inserter(known), text);
            return failure(
                    ErrorKind::Malformed, QStringLiteral("bad_query"),
                    QStringLiteral("There is no such type of event; known are: %1, user.*, task.*.")
                            .arg(known.join(QStringLiteral(", "))));
        }
        types |= some;
    }
    return types;
}

qint64 Event::bytes() const
{
    return std::visit(Weigher(), m_subject);
}

const QByteArray &Event::text() const
{
    std::call_once(m_rendered, [this] {
        JsonWriter json(512);
        std::visit(Renderer { json }, m_subject);
        QByteArray data = json.bytes();
        // What a kind of task has written may have lines: between values they are blanks.
        data.replace('\n', ' ').replace('\r', ' ');
        const auto name = toString(m_type);
        m_text.reserve(data.size() + 64);
        m_text.append("id: ").append(QByteArray::number(m_id)).append("\nevent: ");
        m_text.append(name.data(), qsizetype(name.size())).append("\ndata: ").append(data);
        m_text.append("\n\n");
    });
    return m_text;
}

QByteArray resetEvent(quint64 newestId)
{
    const QByteArray id = QByteArray::number(newestId);
    return "id: " + id + "\nevent: reset\ndata: {\"latest\":" + id + "}\n\n";
}

std::shared_ptr<const Task> forEvent(const Task &task)
{
    auto copy = std::make_shared<Task>(task);
    if (copy->params.size() > longestPart)
        copy->params = QByteArrayLiteral("{}");
    if (copy->result.size() > longestPart)
        copy->result.clear();
    return copy;
}

} // namespace frontdesk
