// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "client/requestdraft.h"

#include <QString>
#include <QStringList>

namespace frontdesk {

/// What a curl command would send.
struct ReadCurl
{
    RequestDraft draft;
    QStringList notes; ///< sentences: what it asks for that a draft can't hold
};

/// Whether somebody pasted a command and not an address.
bool looksLikeCurl(const QString &text);

/// Reads the command as a shell and curl(1) would. Options about transfer and output
/// (-s, -o, --max-time …) are passed over. Errors: Malformed, with a sentence.
Result<ReadCurl> readCurl(const QString &command);

} // namespace frontdesk
