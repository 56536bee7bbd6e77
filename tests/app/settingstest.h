// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace frontdesk {

/// "A=1 B=2" as an environment.
inline QProcessEnvironment environment(const QString &words)
{
    QProcessEnvironment result;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
        result.insert(word.section(u'=', 0, 0), word.section(u'=', 1));
    return result;
}

inline QStringList commandLine(const QString &words)
{
    return QStringList { QStringLiteral("frontdeskd") } + words.split(u' ', Qt::SkipEmptyParts);
}

} // namespace frontdesk
