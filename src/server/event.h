// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "base/user.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <mutex>
#include <string_view>
#include <variant>

namespace frontdesk {

/// What `GET /events` tells of.
enum class EventType : quint8 {
    UserCreated,
    UserUpdated,
    UserDeleted,
    UserImported,
    UserImportUndone,
    TaskScheduled, ///< from here on in the order of TaskState
    TaskQueued,
    TaskRunning,
    TaskRetrying,
    TaskCancelling,
    TaskCompleted,
    TaskFailed,
    TaskCancelled,
    TaskProgress,
};
constexpr int eventTypeCount = 14;

/// "user.created", "task.completed", …
std::string_view toString(EventType type);
EventType eventTypeOf(TaskState state);

/// A set of types, a bit for each.
using EventTypes = quint32;
constexpr EventTypes allEventTypes = (1U << eventTypeCount) - 1;
constexpr EventTypes bitOf(EventType type)
{
    return 1U << unsigned(type);
}

/// "task.completed,user.*": names with commas between them, `*` for all of a kind.
/// Malformed "bad_query", whose sentence lists the names.
Result<EventTypes> eventTypesFrom(const QString &names);

/// Users that an import has created, or that were taken back.
struct ImportedRange
{
    qint64 count = 0;
    qint64 firstId = 0, lastId = 0;
};

/// Something that has happened, with its number. Its text is made when somebody asks
/// for it first, and then shared. Any thread.
class Event
{
public:
    using Subject = std::variant<User, std::shared_ptr<const Task>, ImportedRange>;

    Event(quint64 id, EventType type, Subject subject)
        : m_id(id)
        , m_type(type)
        , m_subject(std::move(subject))
    { }

    quint64 id() const { return m_id; }
    EventType type() const { return m_type; }
    /// What it takes in memory, about, its text included.
    qint64 bytes() const;

    /// An event of a text/event-stream (WHATWG HTML §9.2.5), its empty line with it:
    /// the whole user or task as JSON in one line of data.
    const QByteArray &text() const;

private:
    const quint64 m_id;
    const EventType m_type;
    const Subject m_subject;
    mutable std::once_flag m_rendered;
    mutable QByteArray m_text;
};

/// Tells a listener that it has missed something.
QByteArray resetEvent(quint64 newestId);

/// @p task for an event: parameters and results beyond 64 KiB are left to GET
/// /tasks/{id}, since thousands of listeners may be sent the text.
std::shared_ptr<const Task> forEvent(const Task &task);

} // namespace frontdesk
