// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/httpmessage.h"

namespace frontdesk {

struct WebRequest;

/// A status that sends the client elsewhere, and where to (RFC 9110 §15.4).
bool isRedirect(const IncomingResponse &response);

/// Makes @p request what @p response sends its client to: 303, and 301 and 302 after
/// a POST, make it a GET without a body, and what is meant for one origin only (see
/// isSecretField()) isn't sent to another. Errors: Forbidden "redirect_refused" where
/// it leads from https to http, to another scheme or to an address with a user name.
Result<void> follow(const IncomingResponse &response, WebRequest &request);

} // namespace frontdesk
