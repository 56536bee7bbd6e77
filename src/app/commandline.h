// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/setting.h"
#include "app/subcommand.h"

#include <QCommandLineParser>
#include <QList>

#include <optional>

namespace frontdesk {

/// The words behind the program's name: a flag for each setting, and subcommands with
/// options of their own.
class CommandLine
{
public:
    /// @p subcommands outlive it.
    explicit CommandLine(const QList<Subcommand> &subcommands);

    /// Errors: Invalid, with a sentence for stderr.
    Result<void> parse(const QStringList &arguments);

    bool wantsHelp() const { return m_parser.isSet(QStringLiteral("help")); }
    bool wantsVersion() const { return m_parser.isSet(QStringLiteral("version")); }
    QString help() const;

    /// The subcommand. Errors: Invalid, where the words are none, or where options don't
    /// go with them.
    Result<std::optional<SubcommandCall>> call() const;

    /// What flags say of @p setting; none: nothing.
    std::optional<SettingValue> valueOf(const Setting &setting) const;
    /// --config.
    std::optional<SettingValue> file() const;

private:
    Result<SubcommandCall> read(const QStringList &words) const;
    QString strayOption(const std::optional<SubcommandCall> &call) const;

    const QList<Subcommand> &m_subcommands;
    QCommandLineParser m_parser;
};

} // namespace frontdesk
