// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include "app/commandline.h"
#include "app/settingsfile.h"

#include <QDir>
#include <QFile>

namespace frontdesk {

namespace {

/// What flags and variables say.
SettingValues overridesOf(const CommandLine &commandLine, const QProcessEnvironment &environment)
{
    SettingValues values;
    for (const Setting &setting : settingsTable()) {
        const QString variable = setting.variable();
        if (auto flag = commandLine.valueOf(setting))
            values.insert(setting.name, std::move(*flag));
        else if (const QString text = environment.value(variable); !text.isEmpty())
            values.insert(setting.name, { text, variable });
    }
    return values;
}

/// The configuration file, and whether somebody has named it.
struct File
{
    QString path;
    bool isNamed = false;
};

Result<File> fileOf(const CommandLine &commandLine, const QProcessEnvironment &environment,
                    const DefaultSettingsFile &defaultFile)
{
    auto named = commandLine.file();
    const QString variable = QStringLiteral("FRONTDESK_CONFIG");
    if (const QString text = environment.value(variable); !named && !text.isEmpty())
        named = SettingValue { text, variable };
    if (!named)
        return File { defaultFile.path, false };
    if (named->text.isEmpty())
        return wrongSetting(QStringLiteral("%1 must name a file.").arg(named->source));
    return File { QDir::cleanPath(QDir::current().absoluteFilePath(named->text)), true };
}

/// A file's values, without those that a stronger source has.
Result<SettingValues> valuesOf(const QString &path, const SettingValues &overrides)
{
    const auto texts = SettingsFile(path).read();
    if (!texts)
        return failure(texts.error());
    SettingValues values = overrides;
    for (auto text = texts->cbegin(); text != texts->cend(); ++text) {
        if (!values.contains(text.key()))
            values.insert(text.key(), { *text, text.key() + QLatin1String(" in ") + path });
    }
    return values;
}

} // namespace

Result<Settings::Parsed> Settings::parse(const QStringList &arguments,
                                         const QProcessEnvironment &environment,
                                         const QList<Subcommand> &subcommands,
                                         const DefaultSettingsFile &defaultFile)
{
    CommandLine commandLine(subcommands);
    if (const auto read = commandLine.parse(arguments); !read)
        return failure(read.error());
    Parsed parsed;
    if (commandLine.wantsHelp()) {
        parsed.request = Request::ShowHelp;
        parsed.text = commandLine.help();
        return parsed;
    }
    if (commandLine.wantsVersion()) {
        parsed.request = Request::ShowVersion;
        parsed.text = QStringLiteral("Frontdesk " FRONTDESK_VERSION "\n");
        return parsed;
    }
    auto call = commandLine.call();
    if (!call)
        return failure(call.error());
    parsed.call = std::move(*call);

    const auto file = fileOf(commandLine, environment, defaultFile);
    if (!file)
        return failure(file.error());
    parsed.origin = { file->path, overridesOf(commandLine, environment) };
    SettingValues values = parsed.origin.overrides;
    if (defaultFile.isRead && (file->isNamed || QFile::exists(file->path))) {
        auto read = valuesOf(file->path, values);
        if (!read)
            return failure(read.error());
        values = std::move(*read);
    }
    if (const auto problems = apply(values, parsed.settings); !problems.isEmpty())
        return wrongSetting(problems.first().sentence);
    return parsed;
}

} // namespace frontdesk
