// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"
#include "http/httpmessage.h"

#include <QUrl>

namespace frontdesk {

/// The draft as it is sent. A path alone goes to @p base. Files are looked at (are
/// they there?), and read when they are sent.
///
/// Errors: Invalid, with a sentence that names the field.
Result<OutgoingRequest> prepared(const RequestDraft &draft, const QUrl &base);

/// The fields that are sent though nobody typed them, those for the draft's kind of
/// body and its authorization; without Host, User-Agent and the like.
QList<HeaderField> impliedHeaders(const RequestDraft &draft);

} // namespace frontdesk
