// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "client/bodytext.h"
#include "client/lineindex.h"
#include "http/storedbytes.h"

#include <QByteArray>
#include <QString>

#include <stop_token>

namespace frontdesk {

/// A body as a view can show it: a short text, or bytes of which only what is seen
/// is painted, however many they are.
struct ShownBody
{
    enum class Look { Text, Json, Hex };

    bool isLarge = false;
    BodyText text; ///< where it isn't large; the note in any case
    StoredBytes bytes; ///< where it is: UTF-8 (or nearly), or the bytes themselves as hex
    LineIndex lines; ///< into bytes; empty where hex
    Look look = Look::Text;
};

/// Content-Type and Content-Encoding of a body.
struct BodyFields
{
    QByteArray contentType;
    QByteArray contentEncoding;
};

/// @p pretty: decoded, in UTF-8, JSON indented; else as it came. Works in files and
/// takes some seconds for a gigabyte: for a pool thread. Errors: Cancelled, Io.
Result<ShownBody> shownBody(const StoredBytes &body, const BodyFields &fields, bool pretty,
                            const std::stop_token &stop = {});

} // namespace frontdesk
