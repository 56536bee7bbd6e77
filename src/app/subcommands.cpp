// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/subcommands.h"

#include "app/backupcommands.h"
#include "app/interrupts.h"
#include "app/startup.h"

#include <cstdio>

namespace frontdesk {

namespace {

struct Entry
{
    Subcommand description;
    Result<QString> (*run)(const Settings &settings, const SubcommandCall &call);
};

const QList<Entry> &entries()
{
    static const QList<Entry> all {
        { { QStringLiteral("backup"),
            { QStringLiteral("FILE") },
            { { QStringLiteral("force"), QStringLiteral("Replaces FILE where it is there.") } },
            QStringLiteral("Writes a copy of the database to FILE; Frontdesk may be running.") },
          backUp },
        { { QStringLiteral("restore"),
            { QStringLiteral("FILE") },
            {},
            QStringLiteral("Puts a backup in the database's place, which is kept.") },
          restore },
    };
    return all;
}

} // namespace

const QList<Subcommand> &subcommands()
{
    static const QList<Subcommand> all = [] {
        QList<Subcommand> descriptions;
        for (const Entry &entry : entries())
            descriptions += entry.description;
        return descriptions;
    }();
    return all;
}

int runSubcommand(const Settings &settings, const SubcommandCall &call)
{
    ignoreSizeSignals();
    for (const Entry &entry : entries()) {
        if (entry.description.name != call.name)
            continue;
        const auto said = entry.run(settings, call);
        if (!said) {
            complain(said.error().detail);
            return 1;
        }
        std::fputs((*said + u'\n').toLocal8Bit().constData(), stdout);
        return std::fflush(stdout) == 0 ? 0 : 1;
    }
    Q_UNREACHABLE();
}

} // namespace frontdesk
