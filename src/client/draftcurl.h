// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "client/requestdraft.h"

#include <QUrl>

namespace frontdesk {

/// The curl command that sends what the draft sends. Errors: as prepared().
Result<QString> curlOf(const RequestDraft &draft, const QUrl &base);

} // namespace frontdesk
