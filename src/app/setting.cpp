// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setting.h"

#include "app/settings.h"
#include "app/settingsfile.h"

#include <algorithm>

namespace frontdesk {

namespace {

const Setting &settingOf(const char *name)
{
    const QList<Setting> &all = settingsTable();
    const auto found = std::find_if(all.begin(), all.end(), [name](const Setting &setting) {
        return setting.name == QLatin1String(name);
    });
    Q_ASSERT(found != all.end());
    return *found;
}

/// What can't be true of two settings at once.
class Contradictions
{
public:
    Contradictions(const SettingValues &values, SettingNaming naming,
                   QList<SettingProblem> &problems)
        : m_values(values)
        , m_naming(naming)
        , m_problems(problems)
    { }

    void notWithout(const char *one, const char *other)
    {
        const Setting &given = settingOf(one), &missing = settingOf(other);
        if (m_values.contains(given.name) && !m_values.contains(missing.name))
            report(given,
                   QStringLiteral("%1 is given without %2; HTTPS needs both.")
                           .arg(nameOf(given), nameOf(missing)));
    }

    void notAbove(const char *small, qint64 smaller, const char *large, qint64 larger)
    {
        const Setting &low = settingOf(small), &high = settingOf(large);
        if (smaller > larger)
            report(m_values.contains(low.name) ? low : high,
                   QStringLiteral("%1 (%2) may not be more than %3 (%4).")
                           .arg(nameOf(low), textOf(low), nameOf(high), textOf(high)));
    }

private:
    QString nameOf(const Setting &setting) const
    {
        const auto value = m_values.constFind(setting.name);
        return value != m_values.constEnd() ? value->source : m_naming(setting);
    }
    QString textOf(const Setting &setting) const
    {
        const auto value = m_values.constFind(setting.name);
        return (value != m_values.constEnd() ? value->text : setting.standard) + u' '
                + QLatin1String(setting.value);
    }
    void report(const Setting &setting, const QString &sentence)
    {
        m_problems.append({ setting.name, sentence });
    }

    const SettingValues &m_values;
    const SettingNaming m_naming;
    QList<SettingProblem> &m_problems;
};

} // namespace

QString Setting::variable() const
{
    return QLatin1String("FRONTDESK_") + name.toUpper().replace(u'-', u'_');
}

QList<SettingProblem> apply(const SettingValues &values, Settings &settings, SettingNaming naming)
{
    QList<SettingProblem> problems;
    settings.dataFolder = defaultDataFolder();
    for (const Setting &setting : settingsTable()) {
        const auto value = values.constFind(setting.name);
        if (value == values.constEnd())
            continue;
        if (const auto read = setting.read(*value, settings); !read)
            problems.append({ setting.name, read.error().detail });
    }
    Contradictions contradictions(values, naming, problems);
    contradictions.notWithout("tls-cert", "tls-key");
    contradictions.notWithout("tls-key", "tls-cert");
    if (!problems.isEmpty())
        return problems; // to compare numbers, all must be some
    const Limits &limits = settings.limits;
    const auto bodyBytes = qint64(limits.bodyBytes), fileBytes = qint64(limits.fileBytes);
    contradictions.notAbove("max-body-size", bodyBytes, "max-import-size", fileBytes);
    contradictions.notAbove("max-body-size", bodyBytes, "max-bodies-size", limits.bodiesTogether);
    return problems;
}

tl::unexpected<Error> wrongSetting(const QString &sentence)
{
    return failure(ErrorKind::Invalid, QStringLiteral("wrong_option"), sentence);
}

QString quotable(const QString &text)
{
    constexpr qsizetype most = 100;
    const QString line = text.simplified();
    return line.size() > most ? line.first(most) + u'…' : line;
}

} // namespace frontdesk
