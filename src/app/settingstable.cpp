// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setting.h"

#include "app/settingreaders.h"
#include "app/settings.h"
#include "app/settingsfile.h"
#include "app/taskconcurrency.h"
#include "base/secrets.h"

#include <chrono>
#include <type_traits>
#include <utility>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;

using Group = Setting::Group;
using Kind = Setting::Kind;
using TakesEffect = Setting::TakesEffect;

// Texts of settings are marked for translators where they stand.
#define TEXT(sentence) QT_TRANSLATE_NOOP("Settings", sentence)

constexpr qint64 kibibyte = 1 << 10, mebibyte = 1 << 20;
constexpr qint64 mostDays = 3650, mostSeconds = 86'400;

struct Words
{
    const char *name, *label, *value, *help;
};

Setting setting(const Words &words, Kind kind)
{
    Setting setting;
    setting.name = QString::fromLatin1(words.name);
    setting.label = words.label;
    setting.value = words.value;
    setting.help = words.help;
    setting.kind = kind;
    return setting;
}

/// A number of @p unit, kept in what @p member(settings) refers to: a number or a duration.
template <typename Member, typename Unit = qint64>
Setting number(const Words &words, qint64 least, qint64 most, Member member, Unit unit = 1)
{
    using Kept = std::remove_reference_t<std::invoke_result_t<Member, Settings &>>;
    Setting number = setting(words, Kind::Number);
    number.least = least;
    number.most = most;
    Settings defaults;
    if constexpr (std::is_integral_v<Kept>)
        number.standard = QString::number(qint64(member(defaults)) / unit);
    else
        number.standard = QString::number(member(defaults) / unit);
    number.read = [=](const SettingValue &value, Settings &settings) -> Result<void> {
        const auto count = readNumber(value, least, most);
        if (!count)
            return failure(count.error());
        member(settings) = static_cast<Kept>(unit * *count);
        return {};
    };
    return number;
}

/// A text that @p read, one of settingreaders.h, makes a QString of, kept in @p member.
template <typename Member, typename Read>
Setting text(const Words &words, Kind kind, Member member, Read read)
{
    Setting text = setting(words, kind);
    text.standard = Settings().*member;
    text.read = [=](const SettingValue &value, Settings &settings) -> Result<void> {
        auto result = read(value);
        if (!result)
            return failure(result.error());
        settings.*member = std::move(*result);
        return {};
    };
    return text;
}

QList<Setting> in(Group group, TakesEffect takesEffect, QList<Setting> settings)
{
    for (Setting &setting : settings) {
        setting.group = group;
        setting.takesEffect = takesEffect;
    }
    return settings;
}

Setting dataFolder()
{
    Setting folder
            = text({ "data", TEXT("Data folder"), "folder",
                     TEXT("Folder of the database, the request log and the files of tasks.") },
                   Kind::Folder, &Settings::dataFolder,
                   [](const SettingValue &value) { return readPath(value, "folder"); });
    folder.standard = defaultDataFolder();
    return folder;
}

Setting database()
{
    Setting database = setting({ "database", TEXT("Database"), "URL",
                                 TEXT("What keeps the data: sqlite:, a file in the data folder.") },
                               Kind::Text);
    database.standard = QStringLiteral("sqlite:");
    database.read = [](const SettingValue &value, Settings &) { return readDatabase(value); };
    return database;
}

QList<Setting> server()
{
    const auto file = [](const SettingValue &value) { return readPath(value, "file"); };
    return in(Group::Server, TakesEffect::WithServer,
              { text({ "host", TEXT("Address"), "address",
                       TEXT("Loopback address to listen on: localhost, 127.0.0.1 or ::1.") },
                     Kind::Text, &Settings::host, readLoopback),
                number(
                        { "port", TEXT("Port"), "number",
                          TEXT("Port to listen on; 0 takes a free one.") },
                        0, 65'535, [](Settings & s) -> auto & { return s.port; }),
                number(
                        { "threads", TEXT("Threads"), "number",
                          TEXT("Server threads; 0: one for each core.") },
                        0, 256, [](Settings & s) -> auto & { return s.threads; }) })
            + in(Group::Server, TakesEffect::WithProgram,
                 { dataFolder(), database(),
                   text({ "tls-cert", TEXT("Certificate"), "file",
                          TEXT("Speak HTTPS with this certificate: PEM, its chain behind it.") },
                        Kind::File, &Settings::tlsCertificate, file),
                   text({ "tls-key", TEXT("Private key"), "file",
                          TEXT("The certificate's private key: PEM, not encrypted.") },
                        Kind::File, &Settings::tlsKey, file) });
}

QList<Setting> limits()
{
    return in(
            Group::Limits, TakesEffect::WithServer,
            { number(
                      { "max-header-size", TEXT("Header"), "KiB",
                        TEXT("Request line and header fields; more is 431.") },
                      1, 1024, [](Settings & s) -> auto & { return s.limits.headBytes; }, kibibyte),
              number(
                      { "max-target-size", TEXT("Target"), "KiB",
                        TEXT("Path and query of a request; more is 414.") },
                      1, 64, [](Settings & s) -> auto & { return s.limits.targetBytes; }, kibibyte),
              number(
                      { "max-header-fields", TEXT("Header fields"), "number",
                        TEXT("Header fields of a request; more are 431.") },
                      10, 10'000, [](Settings & s) -> auto & { return s.limits.headFields; }),
              number(
                      { "max-body-size", TEXT("Body"), "KiB",
                        TEXT("Body of a request; more is 413.") },
                      1, 1 << 20, [](Settings & s) -> auto & { return s.limits.bodyBytes; },
                      kibibyte),
              number(
                      { "max-import-size", TEXT("Imported file"), "MiB",
                        TEXT("File of an import, in the window or as a body; more is 413.") },
                      1, 1024, [](Settings & s) -> auto & { return s.limits.fileBytes; }, mebibyte),
              number(
                      { "max-bodies-size", TEXT("All bodies"), "MiB",
                        TEXT("Bodies in memory, of all requests together; more are 503.") },
                      1, 65'536, [](Settings & s) -> auto & { return s.limits.bodiesTogether; },
                      mebibyte),
              number(
                      { "max-json-depth", TEXT("JSON depth"), "number",
                        TEXT("Arrays and objects within each other in a body; more are 400.") },
                      2, 500, [](Settings & s) -> auto & { return s.limits.jsonDepth; }),
              number(
                      { "max-connections", TEXT("Connections"), "number",
                        TEXT("Clients at the same time; more are 503.") },
                      1, 1'000'000, [](Settings & s) -> auto & { return s.limits.connections; }) });
}

QList<Setting> timeLimits()
{
    return in(Group::TimeLimits, TakesEffect::WithServer,
              { number(
                        { "header-timeout", TEXT("Header"), "seconds",
                          TEXT("Until the header of a request is there; longer is 408.") },
                        1, mostSeconds, [](Settings & s) -> auto & { return s.limits.headTimeout; },
                        1s),
                number(
                        { "body-timeout", TEXT("Body"), "seconds",
                          TEXT("Until the whole body is there; longer is 408.") },
                        1, mostSeconds, [](Settings & s) -> auto & { return s.limits.bodyTimeout; },
                        1s),
                number(
                        { "stall-timeout", TEXT("Pause in a body"), "seconds",
                          TEXT("Between two pieces of a body; longer is 408.") },
                        1, mostSeconds,
                        [](Settings & s) -> auto & { return s.limits.stallTimeout; }, 1s),
                number(
                        { "idle-timeout", TEXT("Idle connection"), "seconds",
                          TEXT("Until a connection without a request is closed.") },
                        1, mostSeconds, [](Settings & s) -> auto & { return s.limits.idleTimeout; },
                        1s),
                number(
                        { "write-timeout", TEXT("Client that doesn't read"), "seconds",
                          TEXT("Until a client that doesn't read its answer is cut off.") },
                        1, mostSeconds,
                        [](Settings & s) -> auto & { return s.limits.writeTimeout; }, 1s) });
}

Setting taskConcurrency()
{
    Setting concurrency = setting(
            { "task-concurrency", TEXT("Tasks at once"), "limits",
              TEXT("Tasks that run at once: N for all kinds that have a limit, KIND=N for one (0: "
                   "none); with commas, as in 16,sleep=4.") },
            Kind::List);
    concurrency.standard = QString::number(TaskOptions().maxConcurrency);
    concurrency.read = [](const SettingValue &value, Settings &settings) {
        return readTaskConcurrency(value.text, value.source, settings.tasks);
    };
    return concurrency;
}

Setting privateTargets()
{
    Setting allowed = setting(
            { "allow-private-targets", TEXT("Private targets"), "",
              TEXT("Lets tasks and webhooks reach loopback and private addresses, too.") },
            Kind::Truth);
    allowed.standard = QStringLiteral("false");
    allowed.read = [](const SettingValue &value, Settings &settings) -> Result<void> {
        const auto truth = readTruth(value);
        if (!truth)
            return failure(truth.error());
        settings.allowPrivateTargets = *truth;
        return {};
    };
    return allowed;
}

QList<Setting> tasks()
{
    return in(
            Group::Tasks, TakesEffect::WithProgram,
            { number(
                      { "task-retention-days", TEXT("Kept for"), "days",
                        TEXT("For so long tasks that have ended are kept; 0: for ever.") },
                      0, mostDays, [](Settings & s) -> auto & { return s.tasks.keepFor; }, days(1)),
              number(
                      { "task-retention-count", TEXT("Kept"), "number",
                        TEXT("So many tasks that have ended are kept; 0: any number.") },
                      0, 100'000'000, [](Settings & s) -> auto & { return s.tasks.keepAtMost; }),
              taskConcurrency(), privateTargets() });
}

Setting maskedHeaders()
{
    Setting masked = setting({ "masked-headers", TEXT("Masked headers"), "names",
                               TEXT("Header fields whose values are masked, with commas.") },
                             Kind::List);
    masked.standard = QString::fromLatin1(secretFields().join(','));
    masked.read = [](const SettingValue &value, Settings &settings) -> Result<void> {
        auto names = readFieldNames(value);
        if (!names)
            return failure(names.error());
        settings.limits.maskedFields = std::move(*names);
        return {};
    };
    return masked;
}

QList<Setting> requestLog()
{
    return in(Group::RequestLog, TakesEffect::WithServer,
              { number(
                        { "request-log-body-size", TEXT("Of each body"), "KiB",
                          TEXT("So much of each body is kept.") },
                        0, 16'384, [](Settings & s) -> auto & { return s.limits.loggedBodyBytes; },
                        kibibyte),
                maskedHeaders() })
            + in(Group::RequestLog, TakesEffect::WithProgram,
                 { number(
                           { "request-log-days", TEXT("On disk for"), "days",
                             TEXT("For so long requests are kept on disk; 0: for ever.") },
                           0, mostDays, [](Settings & s) -> auto & { return s.requestLog.keepFor; },
                           days(1)),
                   number(
                           { "request-log-size", TEXT("On disk"), "MiB",
                             TEXT("Size of the request log on disk; 0: none is kept.") },
                           0, 1 << 20, [](Settings & s) -> auto & { return s.requestLog.bytes; },
                           mebibyte),
                   number(
                           { "request-log-rows", TEXT("In the window"), "number",
                             TEXT("Requests that the window shows.") },
                           100, 1'000'000,
                           [](Settings & s) -> auto & { return s.logInWindow.rows; }),
                   number(
                           { "request-log-memory", TEXT("Bodies in the window"), "MiB",
                             TEXT("Bodies that the window keeps, all together.") },
                           0, 65'536,
                           [](Settings & s) -> auto & { return s.logInWindow.bodyBytes; },
                           mebibyte) });
}

} // namespace

const QList<Setting> &settingsTable()
{
    static const QList<Setting> all = server() + limits() + timeLimits() + tasks() + requestLog();
    return all;
}

} // namespace frontdesk
