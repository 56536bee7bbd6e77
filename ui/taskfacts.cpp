// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskfacts.h"

#include "base/task.h"
#include "colours.h"
#include "models/tasktexts.h"
#include "models/texts.h"

#include <QCoreApplication>
#include <QDateTime>

namespace frontdesk {

namespace {

constexpr qsizetype childrenNamed = 20;
const auto linkPrefix = QLatin1String("task:");

class Facts
{
    Q_DECLARE_TR_FUNCTIONS(frontdesk::TaskFacts)

public:
    Facts(const Task &task, const QPalette &palette)
        : m_task(task)
        , m_palette(palette)
    { }

    QString html(const QList<qint64> &children)
    {
        addState();
        addTimes();
        addFamily(children);
        add(tr("Priority"), QString::number(m_task.priority));
        add(tr("Unique key"), m_task.uniqueKey);
        add(tr("Tells of its end"), m_task.notifyUrl);
        return QStringLiteral("<table>%1</table>").arg(m_rows);
    }

private:
    void addHtml(const QString &name, const QString &value)
    {
        m_rows += QStringLiteral("<tr><td style='color:%1; padding-right:12px; "
                                 "white-space:nowrap'>%2</td><td>%3</td></tr>")
                          .arg(colour(Tone::Muted, m_palette).name(), name.toHtmlEscaped(), value);
    }
    /// Nothing where there is nothing to say.
    void add(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            addHtml(name, value.toHtmlEscaped());
    }
    void addToned(const QString &name, const QString &value, Tone tone)
    {
        addHtml(name,
                QStringLiteral("<span style='color:%1; white-space:pre-wrap'>%2</span>")
                        .arg(colour(tone, m_palette).name(), value.toHtmlEscaped()));
    }
    static QString link(qint64 id)
    {
        return QStringLiteral("<a href='%1%2'>#%2</a>").arg(linkPrefix).arg(id);
    }

    void addState()
    {
        addToned(tr("State"), taskStateText(m_task.state), toneOfState(m_task.state));
        if (!m_task.error.isEmpty())
            addToned(tr("Error"), m_task.error, Tone::Bad);
        const TaskProgress &progress = m_task.progress;
        QStringList parts;
        if (progress.total > 0)
            parts << tr("%1 of %2").arg(countText(progress.done), countText(progress.total));
        if (!progress.text.isEmpty())
            parts << progress.text;
        add(tr("Progress"), parts.join(QStringLiteral(" · ")));
        add(tr("Attempt"), tr("%1 of %2").arg(m_task.attempt).arg(m_task.maxAttempts));
        add(tr("Rescued"),
            m_task.rescued == 0           ? tr("never")
                    : m_task.rescued == 1 ? tr("once")
                                          : tr("%1 times").arg(m_task.rescued));
    }
    void addTimes()
    {
        const bool isDue = !m_task.held;
        add(tr("Created"), timeText(m_task.createdAtMs));
        add(tr("Due"), isDue ? timeText(m_task.dueAtMs) : tr("when its parent lets it go"));
        add(tr("Started"), timeText(m_task.startedAtMs));
        add(tr("Ended"), timeText(m_task.endedAtMs));
        add(tr("Waited"), isDue ? spanText(m_task.dueAtMs, m_task.startedAtMs) : QString());
        add(tr("Ran"), spanText(m_task.startedAtMs, m_task.endedAtMs));
        if (m_task.timeoutMs)
            add(tr("Time-out"), durationText(*m_task.timeoutMs * 1'000'000));
        if (m_task.everyMs)
            add(tr("Repeated every"), durationText(*m_task.everyMs * 1'000'000));
    }
    void addFamily(const QList<qint64> &children)
    {
        if (m_task.series)
            addHtml(tr("Series since"), link(*m_task.series));
        if (m_task.parent)
            addHtml(tr("Held by"), link(*m_task.parent));
        if (children.isEmpty())
            return;
        QStringList links;
        for (const qint64 id : children.first(qMin(children.size(), childrenNamed)))
            links += link(id);
        QString text = links.join(QStringLiteral(", "));
        if (children.size() > childrenNamed)
            text += u' ' + tr("and %1 more").arg(countText(children.size() - childrenNamed));
        addHtml(tr("Holds"), text);
    }

    const Task &m_task;
    const QPalette &m_palette;
    QString m_rows;
};

} // namespace

QString taskFacts(const Task &task, const QList<qint64> &children, const QPalette &palette)
{
    return Facts(task, palette).html(children);
}

std::optional<qint64> taskOfLink(const QString &link)
{
    bool isNumber = false;
    const qint64 id
            = link.startsWith(linkPrefix) ? link.mid(linkPrefix.size()).toLongLong(&isNumber) : 0;
    return isNumber ? std::optional(id) : std::nullopt;
}

QString timeText(std::optional<qint64> wallMs)
{
    return wallMs ? QDateTime::fromMSecsSinceEpoch(*wallMs).toString(
                   QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"))
                  : QString();
}

QString spanText(std::optional<qint64> fromMs, std::optional<qint64> untilMs)
{
    return fromMs && untilMs ? durationText((*untilMs - *fromMs) * 1'000'000) : QString();
}

} // namespace frontdesk
