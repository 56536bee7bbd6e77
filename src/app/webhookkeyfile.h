// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "tasks/webhookkey.h"

#include <QString>

namespace frontdesk {

/// The key that webhooks are signed with: the file `webhook-secret` in the data
/// folder, for its owner alone. Where there is none it is made. Blocks. Errors: Io
/// "unreadable", with a sentence that says what to do.
Result<WebhookKey> webhookKeyIn(const QString &folder);

} // namespace frontdesk
