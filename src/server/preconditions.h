// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/precondition.h"
#include "base/result.h"

#include <string>

namespace frontdesk {

class Request;

/// "\"3\"": the strong entity tag (RFC 9110 §8.8.3) of a resource at a version.
std::string entityTag(qint64 version);

/// If-Match and If-None-Match of a request. A tag that was never ours names no
/// version, nor does a weak one in If-Match, where it can't match (RFC 9110
/// §13.1.1). Errors: Malformed "malformed_etag" for what is neither "*" nor a list
/// of tags.
Result<Precondition> preconditionOf(const Request &request);

} // namespace frontdesk
