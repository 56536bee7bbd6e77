// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opendata.h"

#include "app/datafolder.h"
#include "app/webhookkeyfile.h"
#include "base/clock.h"
#include "storage/userstore.h"
#include "tasks/taskfiles.h"

#include <utility>

namespace frontdesk {

namespace {

/// A log that can't be kept is no reason not to serve.
void openRequestLog(OpenData &data, const Settings &settings)
{
    if (settings.requestLog.bytes == 0)
        return;
    auto log = ExchangeStore::open(DataFolder::requestLogIn(settings.dataFolder), Clock::system(),
                                   settings.requestLog);
    if (!log) {
        data.warning = log.error().detail;
        return;
    }
    data.requestLog = std::move(*log);
    if (const QString aside = data.requestLog->setAside(); !aside.isEmpty())
        data.warning = QStringLiteral("The request log was damaged: it is kept as %1, and a new "
                                      "one has begun.")
                               .arg(aside);
}

} // namespace

Result<std::shared_ptr<OpenData>> openData(const Settings &settings)
{
    std::shared_ptr<const TlsContext> tls;
    if (!settings.tlsCertificate.isEmpty()) {
        auto loaded = TlsContext::load(settings.tlsCertificate, settings.tlsKey);
        if (!loaded)
            return failure(loaded.error());
        tls = std::move(*loaded);
    }
    const QString folder = settings.dataFolder;
    auto lock = FolderLock::acquire(folder);
    if (!lock)
        return failure(lock.error());
    auto database = Database::openSqlite(DataFolder::databaseIn(folder), Clock::system());
    if (!database)
        return failure(database.error());
    if (const auto prepared = TaskFiles(folder).prepare(); !prepared)
        return failure(prepared.error());
    auto key = webhookKeyIn(folder);
    if (!key)
        return failure(key.error());
    auto events = std::make_unique<EventHub>(Clock::system());
    (*database)->users().setWatch(
            [hub = events.get()](const UserChange &change) { hub->publish(change); });
    auto data = std::make_shared<OpenData>(OpenData { std::move(*lock),
                                                      std::move(events),
                                                      std::move(*database),
                                                      std::move(tls),
                                                      std::move(*key),
                                                      nullptr,
                                                      {} });
    openRequestLog(*data, settings);
    return data;
}

} // namespace frontdesk
