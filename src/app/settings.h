// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/setting.h"
#include "app/subcommand.h"
#include "base/result.h"
#include "server/limits.h"
#include "storage/exchangestore.h"
#include "tasks/taskoptions.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <optional>

namespace frontdesk {

/// Which configuration file is read where the command line and the environment
/// name none.
struct DefaultSettingsFile
{
    QString path; ///< needn't be there; empty: there is none
    bool isRead = true; ///< false: no file is read, not even one that was named
};

/// What the server is started with: a change takes effect at its next start.
struct ServerSettings
{
    QString host = QStringLiteral("127.0.0.1"); ///< a loopback address, in digits
    quint16 port = 5000; ///< 0: any free one
    int threads = 0; ///< server threads, 256 at most; 0: one a core
    Limits limits;
};

/// What the command line, the environment and a configuration file may say
/// (SPEC §2, §6). Precedence: flag, FRONTDESK_* variable, file, default. What
/// isn't the server's takes effect at the next start of the program.
struct Settings : ServerSettings
{
    QString dataFolder; ///< absolute; the platform's application data folder unless given
    QString tlsCertificate; ///< PEM file, absolute; empty: plain HTTP
    QString tlsKey; ///< its key; given if and only if that is
    TaskOptions tasks;
    bool allowPrivateTargets = false; ///< tasks may ask servers that are not public
    ExchangeStore::Limits requestLog; ///< bytes 0: none is kept on disk

    struct LogInWindow
    {
        int rows = 100'000;
        qint64 bodyBytes = 64 << 20; ///< of all rows together
    } logInWindow;

    /// What a parsed command line asks for.
    enum class Request { Run, ShowHelp, ShowVersion };
    struct Parsed;

    /// Reads @p arguments (the program's name first), the environment and the
    /// configuration file they name. A value that a stronger source overrides is
    /// not looked at. Errors: Invalid, with one line for stderr that names the
    /// source; the program then exits with 2. @p subcommands: those that the program
    /// has.
    static Result<Parsed>
    parse(const QStringList &arguments,
          const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment(),
          const QList<Subcommand> &subcommands = {}, const DefaultSettingsFile &defaultFile = {});
};

/// Where settings came from, for who is to change them.
struct SettingsOrigin
{
    QString file; ///< the configuration file, there or not, absolute; empty: there is none
    SettingValues overrides; ///< what flags and variables say, before any file
};

struct Settings::Parsed
{
    Settings settings;
    SettingsOrigin origin;
    Request request = Request::Run;
    std::optional<SubcommandCall> call; ///< what to do in place of serving
    QString text; ///< what --help and --version print, with its line end
};

} // namespace frontdesk
