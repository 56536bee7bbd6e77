// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "base/result.h"
#include "server/eventhub.h"
#include "server/tlscontext.h"
#include "storage/database.h"
#include "storage/exchangestore.h"
#include "storage/folderlock.h"
#include "tasks/webhookkey.h"

#include <QString>

#include <memory>

namespace frontdesk {

/// A data folder that is ours, and what is open of it. Its end blocks: it may take
/// a checkpoint of the database.
struct OpenData
{
    FolderLock lock;
    std::unique_ptr<EventHub> events; ///< the database's writer tells it of users
    std::unique_ptr<Database> database;
    std::shared_ptr<const TlsContext> tls; ///< null: plain HTTP
    WebhookKey webhookKey;
    std::unique_ptr<ExchangeStore> requestLog; ///< null: none on disk
    QString warning; ///< about that
};

/// Takes Settings::dataFolder and opens what is in it. Blocks. Errors: those of the
/// parts; a request log that can't be kept is none.
Result<std::shared_ptr<OpenData>> openData(const Settings &settings);

} // namespace frontdesk
