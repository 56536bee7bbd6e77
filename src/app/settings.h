// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/subcommand.h"
#include "base/result.h"
#include "storage/exchangestore.h"
#include "tasks/taskoptions.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <optional>

namespace frontdesk {

/// What the command line, the environment and a configuration file may say
/// (SPEC §2, §6). Precedence: flag, FRONTDESK_* variable, file, default.
struct Settings
{
    QString host = QStringLiteral("127.0.0.1"); ///< a loopback address, in digits
    quint16 port = 5000; ///< 0: any free one
    QString dataFolder; ///< absolute; the platform's application data folder unless given
    QString tlsCertificate; ///< PEM file, absolute; empty: plain HTTP
    QString tlsKey; ///< its key; given if and only if that is
    int threads = 0; ///< server threads, 256 at most; 0: one a core
    TaskOptions tasks;
    ExchangeStore::Limits requestLog; ///< bytes 0: none is kept on disk
    bool allowPrivateTargets = false; ///< tasks may ask servers that are not public

    /// What a parsed command line asks for.
    enum class Request { Run, ShowHelp, ShowVersion };
    struct Parsed;

    /// Reads @p arguments (the program's name first), the environment and the
    /// configuration file they name. A value that a stronger source overrides is
    /// not looked at. Errors: Invalid, with one line for stderr that names the
    /// source; the program then exits with 2. @p subcommands: those that the program
    /// has.
    static Result<Parsed> parse(const QStringList &arguments,
                                const QProcessEnvironment &environment
                                = QProcessEnvironment::systemEnvironment(),
                                const QList<Subcommand> &subcommands = {});
};

struct Settings::Parsed
{
    Settings settings;
    Request request = Request::Run;
    std::optional<SubcommandCall> call; ///< what to do in place of serving
    QString text; ///< what --help and --version print, with its line end
};

} // namespace frontdesk
