// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startup.h"

#include "app/settingsfile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>
#include <malloc.h>
#include <sys/resource.h>

namespace frontdesk {

Result<Settings::Parsed> parseCommandLine(const QStringList &arguments,
                                          const QList<Subcommand> &subcommands, bool readsFile)
{
    return Settings::parse(arguments, QProcessEnvironment::systemEnvironment(), subcommands,
                           { defaultSettingsFile(), readsFile });
}

tl::expected<Settings::Parsed, int> runOrExit(const Result<Settings::Parsed> &parsed)
{
    if (!parsed) {
        complain(parsed.error().detail);
        return tl::unexpected(2);
    }
    if (parsed->request != Settings::Request::Run) {
        std::fputs(parsed->text.toLocal8Bit().constData(), stdout);
        return tl::unexpected(std::fflush(stdout) == 0 ? 0 : 1);
    }
    return *parsed;
}

void raiseDescriptorLimit()
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit); // what it refuses, accept() copes with
}

void giveBackLargeBlocks()
{
#ifdef M_MMAP_THRESHOLD // setting it keeps it from growing, mallopt(3)
    constexpr int usualThreshold = 128 << 10;
    ::mallopt(M_MMAP_THRESHOLD, usualThreshold);
#endif
}

void complain(const QString &sentence)
{
    const QString program = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
    const QString line = program + QLatin1String(": ") + sentence + u'\n';
    std::fputs(line.toLocal8Bit().constData(), stderr);
}

} // namespace frontdesk
