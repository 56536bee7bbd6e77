// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/storedbytes.h"

#include <QByteArray>

#include <stop_token>

namespace frontdesk {

/// What a body with that Content-Encoding (RFC 9110 §8.4.1: gzip, x-gzip, deflate;
/// identity and none) was before. At most @p atMost bytes of it, so that a small bomb
/// fills no disk.
///
/// Errors: Malformed "wrong_coding": it isn't what it says, or breaks off, or is
/// larger; UnsupportedType "unknown_coding"; Io; Cancelled. Each has a sentence.
Result<StoredBytes> decoded(const StoredBytes &body, const QByteArray &contentEncoding,
                            qint64 atMost, const std::stop_token &stop = {});

} // namespace frontdesk
