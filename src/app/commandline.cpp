// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/settingsfile.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

/// "Port to listen on; 0 takes a free one. (5000)"
QString descriptionOf(const Setting &setting)
{
    const QString sentence = QString::fromLatin1(setting.help);
    return setting.standard.isEmpty() || setting.kind == Setting::Kind::Truth
            ? sentence
            : QStringLiteral("%1 (%2)").arg(sentence, setting.standard);
}

void addOptions(QCommandLineParser &parser)
{
    for (const Setting &setting : settingsTable())
        parser.addOption(
                { setting.name, descriptionOf(setting), QString::fromLatin1(setting.value) });
    parser.addOption({ QStringLiteral("config"),
                       QStringLiteral("INI file with any of the above: host, port and so on, "
                                      "without --. (%1, if it is there)")
                               .arg(defaultSettingsFile()),
                       QStringLiteral("file") });
    parser.addOption({ { QStringLiteral("h"), QStringLiteral("help") },
                       QStringLiteral("Shows this text.") });
    parser.addOption({ { QStringLiteral("v"), QStringLiteral("version") },
                       QStringLiteral("Shows the version.") });
}

void addOptions(QCommandLineParser &parser, const QList<Subcommand> &subcommands)
{
    QStringList known; // two may share one
    for (const Subcommand &subcommand : subcommands) {
        for (QCommandLineOption option : subcommand.options) {
            if (known.contains(option.names().first()))
                continue;
            known += option.names().first();
            option.setFlags(QCommandLineOption::HiddenFromHelp); // it stands with its command
            parser.addOption(option);
        }
    }
}

QString usage(const Subcommand &subcommand)
{
    QString text = subcommand.name;
    for (const QString &operand : subcommand.operands)
        text += u' ' + operand;
    for (const QCommandLineOption &option : subcommand.options) {
        text += QLatin1String(" [--") + option.names().first()
                + (option.valueName().isEmpty() ? QString() : u' ' + option.valueName()) + u']';
    }
    return text;
}

/// One line for each, and one for each of its options.
QString helpOf(const QList<Subcommand> &subcommands)
{
    QString text = QStringLiteral("\nCommands, in place of serving:\n");
    for (const Subcommand &subcommand : subcommands) {
        text += QStringLiteral("  %1\n      %2\n").arg(usage(subcommand), subcommand.help);
        for (const QCommandLineOption &option : subcommand.options)
            text += QStringLiteral("      --%1: %2\n")
                            .arg(option.names().first(), option.description());
    }
    return text;
}

} // namespace

CommandLine::CommandLine(const QList<Subcommand> &subcommands)
    : m_subcommands(subcommands)
{
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    m_parser.setApplicationDescription(
            QStringLiteral("Frontdesk, a backend on your desk. Every option but --config may also "
                           "stand in the configuration file, and as FRONTDESK_PORT and so on in "
                           "the environment; the command line wins, then the environment."));
    addOptions(m_parser);
    addOptions(m_parser, m_subcommands);
}

Result<void> CommandLine::parse(const QStringList &arguments)
{
    if (!m_parser.parse(arguments))
        return wrongSetting(quotable(m_parser.errorText())
                            + QLatin1String(" --help lists the options."));
    return {};
}

QString CommandLine::help() const
{
    return m_parser.helpText() + (m_subcommands.isEmpty() ? QString() : helpOf(m_subcommands));
}

Result<std::optional<SubcommandCall>> CommandLine::call() const
{
    std::optional<SubcommandCall> call;
    if (const QStringList words = m_parser.positionalArguments(); !words.isEmpty()) {
        auto found = read(words);
        if (!found)
            return failure(found.error());
        call = std::move(*found);
    }
    if (const QString stray = strayOption(call); !stray.isEmpty())
        return wrongSetting(QStringLiteral("--%1 does not go with that; --help says with which "
                                           "command it does.")
                                    .arg(stray));
    return call;
}

Result<SubcommandCall> CommandLine::read(const QStringList &words) const
{
    const auto found
            = std::find_if(m_subcommands.begin(), m_subcommands.end(),
                           [&](const Subcommand &one) { return one.name == words.first(); });
    if (found == m_subcommands.end())
        return wrongSetting((m_subcommands.isEmpty()
                                     ? QStringLiteral("\"%1\" is not an option; --help lists them.")
                                     : QStringLiteral("\"%1\" is neither an option nor a command; "
                                                      "--help lists them."))
                                    .arg(quotable(words.first())));
    const QStringList operands = words.sliced(1);
    if (operands.size() != found->operands.size() || operands.contains(QString()))
        return wrongSetting(QStringLiteral("The command is used as: %1.").arg(usage(*found)));
    SubcommandCall call { found->name, operands, {} };
    for (const QCommandLineOption &option : found->options) {
        const QString name = option.names().first();
        if (m_parser.isSet(name))
            call.options.insert(name, m_parser.value(name));
    }
    return call;
}

/// An option of a command that was not given, or of another one.
QString CommandLine::strayOption(const std::optional<SubcommandCall> &call) const
{
    for (const Subcommand &subcommand : m_subcommands) {
        for (const QCommandLineOption &option : subcommand.options) {
            QString name = option.names().first();
            if (m_parser.isSet(name) && !(call && call->options.contains(name)))
                return name;
        }
    }
    return {};
}

std::optional<SettingValue> CommandLine::valueOf(const Setting &setting) const
{
    if (!m_parser.isSet(setting.name))
        return std::nullopt;
    switch (setting.kind) {
    case Setting::Kind::Truth: // a flag says yes by itself
        return SettingValue { QStringLiteral("true"), setting.flag() };
    case Setting::Kind::List:
        return SettingValue { m_parser.values(setting.name).join(u','), setting.flag() };
    default:
        return SettingValue { m_parser.value(setting.name), setting.flag() };
    }
}

std::optional<SettingValue> CommandLine::file() const
{
    const QString name = QStringLiteral("config");
    if (!m_parser.isSet(name))
        return std::nullopt;
    return SettingValue { m_parser.value(name), QLatin1String("--") + name };
}

} // namespace frontdesk
