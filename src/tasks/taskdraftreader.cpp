// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskdraftreader.h"

#include "tasks/taskkinds.h"

#include <QJsonDocument>
#include <QStringList>

#include <cmath>

namespace frontdesk {

namespace {

constexpr double dayMs = 24.0 * 3600 * 1000;
constexpr double maxDelayMs = 365 * dayMs, leastEveryMs = 1000;
constexpr double leastTimeoutMs = 1, maxTimeoutMs = 30 * dayMs;
constexpr int maxPriority = 1000;
constexpr int maxAttempts = 100;
constexpr qsizetype maxKeyLength = 200;

class Reader
{
public:
    Reader(const TaskKinds &kinds, const TaskPlace &place)
        : m_kinds(kinds)
        , m_place(place)
    { }

    TaskDraft read(const QJsonObject &body);
    const QList<FieldError> &errors() const { return m_errors; }

private:
    void report(const char *field, const char *code, const QString &detail)
    {
        m_errors.append({ QString::fromLatin1(field), QString::fromLatin1(code), detail });
    }

    /// Seconds as milliseconds; none: absent, or wrong and reported.
    std::optional<qint64> duration(const QJsonObject &body, const char *field, double leastMs,
                                   double mostMs, const char *range);
    std::optional<int> wholeNumber(const QJsonObject &body, const char *field, int least, int most);
    void readKind(const QJsonObject &body, TaskDraft &draft);
    void readUniqueKey(const QJsonObject &body, TaskDraft &draft);
    void readNotifyUrl(const QJsonObject &body, TaskDraft &draft);

    const TaskKinds &m_kinds;
    const TaskPlace m_place;
    QList<FieldError> m_errors;
};

TaskDraft Reader::read(const QJsonObject &body)
{
    TaskDraft draft;
    draft.priority = wholeNumber(body, "priority", -maxPriority, maxPriority)
                             .value_or(m_place.priority); // first: children have it, too
    readKind(body, draft);
    draft.delayMs = duration(body, "delay", 0, maxDelayMs, "seconds, from 0 to a year").value_or(0);
    draft.everyMs = duration(body, "every", leastEveryMs, maxDelayMs, "seconds, from 1 to a year");
    draft.timeoutMs = duration(body, "timeout", leastTimeoutMs, maxTimeoutMs,
                               "seconds, more than 0 and up to 30 days");
    if (const auto attempts = wholeNumber(body, "max_attempts", 1, maxAttempts))
        draft.maxAttempts = *attempts;
    readUniqueKey(body, draft);
    readNotifyUrl(body, draft);
    return draft;
}

std::optional<qint64> Reader::duration(const QJsonObject &body, const char *field, double leastMs,
                                       double mostMs, const char *range)
{
    const QJsonValue value = body.value(QLatin1String(field));
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    const double ms = value.toDouble() * 1000;
    if (value.isDouble() && ms >= leastMs && ms <= mostMs)
        return std::llround(ms);
    report(field, value.isDouble() ? "out_of_range" : "wrong_type",
           QStringLiteral("%1 must be %2.").arg(QLatin1String(field), QLatin1String(range)));
    return std::nullopt;
}

std::optional<int> Reader::wholeNumber(const QJsonObject &body, const char *field, int least,
                                       int most)
{
    const QJsonValue value = body.value(QLatin1String(field));
    if (value.isUndefined() || value.isNull())
        return std::nullopt;
    const double number = value.toDouble();
    if (value.isDouble() && number == std::trunc(number) && number >= least && number <= most)
        return int(number);
    report(field, value.isDouble() ? "out_of_range" : "wrong_type",
           QStringLiteral("%1 must be a whole number from %2 to %3.")
                   .arg(QLatin1String(field))
                   .arg(least)
                   .arg(most));
    return std::nullopt;
}

/// The kind, and the params as it has checked them.
void Reader::readKind(const QJsonObject &body, TaskDraft &draft)
{
    const QJsonValue kind = body.value(u"kind"), params = body.value(u"params");
    const bool isObject = params.isObject() || params.isUndefined();
    if (!isObject)
        report("params", "wrong_type", QStringLiteral("params must be an object."));
    if (kind.isUndefined())
        return report("kind", "required", QStringLiteral("kind is required."));
    if (!kind.isString())
        return report("kind", "wrong_type", QStringLiteral("kind must be a string."));
    draft.kind = kind.toString().toStdString();
    if (isObject || !m_kinds.find(draft.kind))
        draft.params = QJsonDocument(params.toObject()).toJson(QJsonDocument::Compact);
    auto checked = m_kinds.check(draft, m_place);
    if (checked)
        draft = std::move(*checked);
    else if (isObject || !m_kinds.find(draft.kind))
        m_errors += checked.error().fields;
}

void Reader::readUniqueKey(const QJsonObject &body, TaskDraft &draft)
{
    const QJsonValue key = body.value(u"unique_key");
    if (key.isUndefined() || key.isNull())
        return;
    draft.uniqueKey = key.toString();
    if (!key.isString())
        report("unique_key", "wrong_type", QStringLiteral("unique_key must be a string."));
    else if (draft.uniqueKey.isEmpty() || draft.uniqueKey.size() > maxKeyLength)
        report("unique_key", "out_of_range",
               QStringLiteral("unique_key must have 1 to %1 characters.").arg(maxKeyLength));
}

void Reader::readNotifyUrl(const QJsonObject &body, TaskDraft &draft)
{
    const QJsonValue url = body.value(u"notify_url");
    if (url.isUndefined() || url.isNull())
        return;
    draft.notifyUrl = url.toString();
    if (!url.isString())
        return report("notify_url", "wrong_type", QStringLiteral("notify_url must be a string."));
    const auto usable = m_kinds.checkUrl(draft.notifyUrl);
    if (!usable)
        report("notify_url", usable.error().code.toLatin1().constData(), usable.error().detail);
}

} // namespace

QList<TaskParameter> taskKeys()
{
    using Type = TaskParameter::Type;
    return {
        { .name = QStringLiteral("delay"),
          .type = Type::Number,
          .help = QT_TRANSLATE_NOOP("TaskParameter", "Seconds until it is due."),
          .most = maxDelayMs / 1000 },
        { .name = QStringLiteral("every"),
          .type = Type::Number,
          .help = QT_TRANSLATE_NOOP("TaskParameter",
                                    "Seconds after which it is repeated, until it is cancelled."),
          .least = leastEveryMs / 1000,
          .most = maxDelayMs / 1000 },
        { .name = QStringLiteral("max_attempts"),
          .type = Type::Whole,
          .help = QT_TRANSLATE_NOOP("TaskParameter",
                                    "How often it is tried; left out, its kind says so."),
          .least = 1,
          .most = maxAttempts },
        { .name = QStringLiteral("timeout"),
          .type = Type::Number,
          .help = QT_TRANSLATE_NOOP("TaskParameter", "Seconds that an attempt may take."),
          .least = leastTimeoutMs / 1000,
          .most = maxTimeoutMs / 1000 },
        { .name = QStringLiteral("priority"),
          .type = Type::Whole,
          .help = QT_TRANSLATE_NOOP("TaskParameter", "Higher goes first."),
          .preset = 0,
          .least = -maxPriority,
          .most = maxPriority },
        { .name = QStringLiteral("unique_key"),
          .help = QT_TRANSLATE_NOOP("TaskParameter",
                                    "While a task of this kind and key has not "
                                    "ended, there is no second one.") },
        { .name = QStringLiteral("notify_url"),
          .help = QT_TRANSLATE_NOOP("TaskParameter", "Where to send a webhook when it ends.") },
    };
}

Result<TaskDraft> readTaskDraft(const QJsonObject &body, const TaskKinds &kinds,
                                const TaskPlace &place)
{
    Reader reader(kinds, place);
    TaskDraft draft = reader.read(body);
    const QList<FieldError> &errors = reader.errors();
    if (errors.isEmpty())
        return draft;
    QStringList details;
    for (const FieldError &error : errors)
        details += error.detail;
    const QString code = errors.size() == 1 && errors.first().field == QLatin1String("kind")
            ? errors.first().code
            : QString();
    return failure(
            { ErrorKind::Invalid,
              code == QLatin1String("unknown_kind") ? code : QStringLiteral("validation_failed"),
              details.join(u' '), errors });
}

} // namespace frontdesk
