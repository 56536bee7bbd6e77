// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include "app/taskconcurrency.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QHostAddress>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace frontdesk {

namespace {

constexpr int maxThreads = 256;
constexpr int maxRetentionDays = 3650;
constexpr int maxLogMebibytes = 1 << 20;
constexpr int maxRetentionCount = 100'000'000;

/// What can be set, by its flag; the variable is FRONTDESK_ and it in capitals,
/// with _ for -.
const QStringList names { QStringLiteral("host"),
                          QStringLiteral("port"),
                          QStringLiteral("data"),
                          QStringLiteral("database"),
                          QStringLiteral("threads"),
                          QStringLiteral("tls-cert"),
                          QStringLiteral("tls-key"),
                          QStringLiteral("task-retention-days"),
                          QStringLiteral("task-retention-count"),
                          QStringLiteral("task-concurrency"),
                          QStringLiteral("request-log-days"),
                          QStringLiteral("request-log-size"),
                          QStringLiteral("allow-private-targets") };

const QString allowPrivateTargets = QStringLiteral("allow-private-targets");

struct Value
{
    QString text;
    QString source; ///< "--port", "FRONTDESK_PORT", "port in /etc/frontdesk.ini"
};

auto wrong(const QString &sentence)
{
    return failure(ErrorKind::Invalid, QStringLiteral("wrong_option"), sentence);
}

QString defaultDataFolder()
{
    // The same for frontdesk and frontdeskd, whatever the program is called.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + QLatin1String("/frontdesk");
}

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&](const char *name, const char *value, const QString &what) {
        parser.addOption({ QString::fromLatin1(name), what, QString::fromLatin1(value) });
    };
    add("host", "address", QStringLiteral("Loopback address to listen on (127.0.0.1)."));
    add("port", "number", QStringLiteral("Port to listen on (5000); 0 takes a free one."));
    add("data", "folder", QStringLiteral("Folder of the database (%1).").arg(defaultDataFolder()));
    add("database", "URL", QStringLiteral("What keeps the data: sqlite: (in the data folder)."));
    add("threads", "number", QStringLiteral("Server threads (0: one a core)."));
    add("tls-cert", "file",
        QStringLiteral("Speak HTTPS with this certificate (PEM, its chain behind it)."));
    add("tls-key", "file", QStringLiteral("The certificate's private key (PEM, not encrypted)."));
    add("task-retention-days", "number",
        QStringLiteral("Days for which tasks that have ended are kept (7; 0: for ever)."));
    add("task-retention-count", "number",
        QStringLiteral("Tasks that have ended and are kept (100000; 0: any number)."));
    add("task-concurrency", "limits",
        QStringLiteral("Tasks that run at once: N for all kinds that have a limit (64), KIND=N for "
                       "one (0: none); may be given several times, or with commas."));
    add("request-log-days", "number",
        QStringLiteral("Days for which the request log on disk is kept (7; 0: for ever)."));
    add("request-log-size", "MiB",
        QStringLiteral("Size of the request log on disk (1024; 0: none is kept)."));
    parser.addOption({ allowPrivateTargets,
                       QStringLiteral("Lets tasks and webhooks reach loopback and private "
                                      "addresses, too.") });
    add("config", "file",
        QStringLiteral("INI file with any of the above: host, port and so on, without --."));
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

/// What the words beside the options ask for; they are @p words.
Result<SubcommandCall> readCall(const QCommandLineParser &parser, const QStringList &words,
                                const QList<Subcommand> &subcommands)
{
    const auto found
            = std::find_if(subcommands.begin(), subcommands.end(),
                           [&](const Subcommand &one) { return one.name == words.first(); });
    if (found == subcommands.end())
        return wrong(subcommands.isEmpty()
                             ? QStringLiteral("\"%1\" is not an option; --help lists them.")
                                       .arg(words.first())
                             : QStringLiteral("\"%1\" is neither an option nor a command; --help "
                                              "lists them.")
                                       .arg(words.first()));
    const QStringList operands = words.sliced(1);
    if (operands.size() != found->operands.size() || operands.contains(QString()))
        return wrong(QStringLiteral("The command is used as: %1.").arg(usage(*found)));
    SubcommandCall call { found->name, operands, {} };
    for (const QCommandLineOption &option : found->options) {
        const QString name = option.names().first();
        if (parser.isSet(name))
            call.options.insert(name, parser.value(name));
    }
    return call;
}

/// An option of a command that was not given, or of another one.
QString strayOption(const QCommandLineParser &parser, const QList<Subcommand> &subcommands,
                    const std::optional<SubcommandCall> &call)
{
    for (const Subcommand &subcommand : subcommands) {
        for (const QCommandLineOption &option : subcommand.options) {
            QString name = option.names().first();
            if (parser.isSet(name) && !(call && call->options.contains(name)))
                return name;
        }
    }
    return {};
}

/// The file's values by name.
Result<QHash<QString, QString>> readFile(const QString &path)
{
    if (QFile file(path); !file.open(QIODevice::ReadOnly))
        return wrong(QStringLiteral("The configuration file %1 cannot be read: %2.")
                             .arg(path, file.errorString()));
    const QSettings file(path, QSettings::IniFormat);
    QHash<QString, QString> values;
    for (const QString &key : file.allKeys()) {
        if (!names.contains(key))
            return wrong(QStringLiteral("%1 in %2 is unknown; known are: %3.")
                                 .arg(key, path, names.join(QStringLiteral(", "))));
        values.insert(key, file.value(key).toStringList().join(u',')); // commas make a list
    }
    if (file.status() != QSettings::NoError)
        return wrong(QStringLiteral(
                             "The configuration file %1 is not in INI format: it wants lines like "
                             "port=5000; comments begin with a semicolon.")
                             .arg(path));
    return values;
}

/// All that was said, and which source wins.
class Sources
{
public:
    Sources(const QCommandLineParser &parser, const QProcessEnvironment &environment)
        : m_parser(parser)
        , m_environment(environment)
    { }

    Result<void> readConfigurationFile()
    {
        const auto path = find(QStringLiteral("config"));
        if (!path)
            return {};
        auto values = readFile(path->text);
        if (!values)
            return failure(std::move(values.error()));
        m_path = path->text;
        m_file = std::move(*values);
        return {};
    }

    std::optional<Value> find(const QString &name) const
    {
        if (m_parser.isSet(name))
            return Value { name == QLatin1String("task-concurrency")
                                   ? m_parser.values(name).join(u',')
                                   : name == allowPrivateTargets // a flag says yes by itself
                                   ? QStringLiteral("true")
                                   : m_parser.value(name),
                           QLatin1String("--") + name };
        const QString variable = QLatin1String("FRONTDESK_") + name.toUpper().replace(u'-', u'_');
        if (const QString text = m_environment.value(variable); !text.isEmpty())
            return Value { text, variable };
        if (const auto text = m_file.constFind(name); text != m_file.constEnd())
            return Value { *text, name + QLatin1String(" in ") + m_path };
        return std::nullopt;
    }

private:
    const QCommandLineParser &m_parser;
    const QProcessEnvironment &m_environment;
    QString m_path;
    QHash<QString, QString> m_file;
};

Result<int> number(const Value &value, int most)
{
    const bool digits = !value.text.isEmpty() && value.text.size() <= 9
            && std::all_of(value.text.begin(), value.text.end(),
                           [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || value.text.toInt() > most)
        return wrong(QStringLiteral("%1 must be a number from 0 to %2, not \"%3\".")
                             .arg(value.source, QString::number(most), value.text));
    return value.text.toInt();
}

Result<bool> truth(const Value &value)
{
    const QString text = value.text.toLower();
    if (text == QLatin1String("true") || text == QLatin1String("1"))
        return true;
    if (text == QLatin1String("false") || text == QLatin1String("0"))
        return false;
    return wrong(
            QStringLiteral("%1 must be true or false, not \"%2\".").arg(value.source, value.text));
}

Result<QString> loopback(const Value &value)
{
    const QHostAddress address(value.text == QLatin1String("localhost")
                                       ? QHostAddress(QHostAddress::LocalHost)
                                       : QHostAddress(value.text));
    const bool possible = address == QHostAddress(QHostAddress::LocalHostIPv6)
            || (address.protocol() == QHostAddress::IPv4Protocol && address.isLoopback());
    if (!possible)
        return wrong(QStringLiteral("%1 cannot be \"%2\": Frontdesk listens on loopback only; "
                                    "possible are localhost, 127.0.0.1 (and all of 127.0.0.0/8) "
                                    "and ::1.")
                             .arg(value.source, value.text));
    return address.toString();
}

/// A file or folder that was named, absolute; empty where none was.
Result<QString> path(const std::optional<Value> &value, const QString &what)
{
    if (!value)
        return QString();
    if (value->text.isEmpty())
        return wrong(QStringLiteral("%1 must name a %2.").arg(value->source, what));
    return QDir::cleanPath(QDir::current().absoluteFilePath(value->text));
}

/// What is set about background tasks.
Result<TaskOptions> taskOptions(const Sources &sources)
{
    TaskOptions options;
    if (const auto value = sources.find(QStringLiteral("task-retention-days"))) {
        const auto days = number(*value, maxRetentionDays);
        if (!days)
            return failure(days.error());
        options.keepFor = std::chrono::days(*days);
    }
    if (const auto value = sources.find(QStringLiteral("task-retention-count"))) {
        const auto count = number(*value, maxRetentionCount);
        if (!count)
            return failure(count.error());
        options.keepAtMost = *count;
    }
    if (const auto value = sources.find(QStringLiteral("task-concurrency"))) {
        if (const auto read = readTaskConcurrency(value->text, value->source, options); !read)
            return failure(read.error());
    }
    return options;
}

/// What is set about the request log on disk.
Result<ExchangeStore::Limits> requestLogLimits(const Sources &sources)
{
    ExchangeStore::Limits limits;
    if (const auto value = sources.find(QStringLiteral("request-log-days"))) {
        const auto days = number(*value, maxRetentionDays);
        if (!days)
            return failure(days.error());
        limits.keepFor = std::chrono::days(*days);
    }
    if (const auto value = sources.find(QStringLiteral("request-log-size"))) {
        const auto mebibytes = number(*value, maxLogMebibytes);
        if (!mebibytes)
            return failure(mebibytes.error());
        limits.bytes = qint64(*mebibytes) << 20;
    }
    return limits;
}

Result<Settings> collect(const Sources &sources)
{
    Settings settings;
    if (const auto value = sources.find(QStringLiteral("host"))) {
        const auto host = loopback(*value);
        if (!host)
            return failure(host.error());
        settings.host = *host;
    }
    if (const auto value = sources.find(QStringLiteral("port"))) {
        const auto port = number(*value, 65535);
        if (!port)
            return failure(port.error());
        settings.port = quint16(*port);
    }
    if (const auto value = sources.find(QStringLiteral("threads"))) {
        const auto threads = number(*value, maxThreads);
        if (!threads)
            return failure(threads.error());
        settings.threads = *threads;
    }
    // What was given is not repeated: such an address may hold a password.
    if (const auto value = sources.find(QStringLiteral("database"));
        value && value->text != QLatin1String("sqlite:"))
        return wrong(QStringLiteral("%1 is not a database Frontdesk can use; possible is sqlite:, "
                                    "which is a file in the data folder.")
                             .arg(value->source));
    const auto data = path(sources.find(QStringLiteral("data")), QStringLiteral("folder"));
    if (!data)
        return failure(data.error());
    settings.dataFolder = data->isEmpty() ? QDir::cleanPath(defaultDataFolder()) : *data;

    const auto certificate = sources.find(QStringLiteral("tls-cert"));
    const auto key = sources.find(QStringLiteral("tls-key"));
    if (certificate.has_value() != key.has_value())
        return wrong(QStringLiteral("%1 is given without %2; HTTPS needs both.")
                             .arg(certificate ? certificate->source : key->source,
                                  certificate ? QStringLiteral("--tls-key")
                                              : QStringLiteral("--tls-cert")));
    const auto certificateFile = path(certificate, QStringLiteral("file"));
    if (!certificateFile)
        return failure(certificateFile.error());
    const auto keyFile = path(key, QStringLiteral("file"));
    if (!keyFile)
        return failure(keyFile.error());
    settings.tlsCertificate = *certificateFile;
    settings.tlsKey = *keyFile;
    auto tasks = taskOptions(sources);
    if (!tasks)
        return failure(tasks.error());
    settings.tasks = std::move(*tasks);
    const auto requestLog = requestLogLimits(sources);
    if (!requestLog)
        return failure(requestLog.error());
    settings.requestLog = *requestLog;
    if (const auto value = sources.find(allowPrivateTargets)) {
        const auto allowed = truth(*value);
        if (!allowed)
            return failure(allowed.error());
        settings.allowPrivateTargets = *allowed;
    }
    return settings;
}

} // namespace

Result<Settings::Parsed> Settings::parse(const QStringList &arguments,
                                         const QProcessEnvironment &environment,
                                         const QList<Subcommand> &subcommands)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.setApplicationDescription(
            QStringLiteral("Frontdesk, a backend on your desk. Every option but --config may also "
                           "stand in the configuration file, and as FRONTDESK_PORT and so on in "
                           "the environment; the command line wins, then the environment."));
    addOptions(parser);
    addOptions(parser, subcommands);
    if (!parser.parse(arguments))
        return wrong(parser.errorText() + QLatin1String(" --help lists the options."));
    if (parser.isSet(QStringLiteral("help")))
        return Parsed { {},
                        Request::ShowHelp,
                        {},
                        parser.helpText()
                                + (subcommands.isEmpty() ? QString() : helpOf(subcommands)) };
    if (parser.isSet(QStringLiteral("version")))
        return Parsed {
            {}, Request::ShowVersion, {}, QStringLiteral("Frontdesk " FRONTDESK_VERSION "\n")
        };
    std::optional<SubcommandCall> call;
    if (const QStringList words = parser.positionalArguments(); !words.isEmpty()) {
        auto read = readCall(parser, words, subcommands);
        if (!read)
            return failure(read.error());
        call = std::move(*read);
    }
    if (const QString stray = strayOption(parser, subcommands, call); !stray.isEmpty())
        return wrong(QStringLiteral("--%1 does not go with that; --help says with which command "
                                    "it does.")
                             .arg(stray));

    Sources sources(parser, environment);
    if (const auto read = sources.readConfigurationFile(); !read)
        return failure(read.error());
    const auto settings = collect(sources);
    if (!settings)
        return failure(settings.error());
    return Parsed { *settings, Request::Run, call, {} };
}

} // namespace frontdesk
