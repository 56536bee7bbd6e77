// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/limits.h"

#include <optional>
#include <string_view>

namespace frontdesk {

/// Why a request was refused before a route saw it.
struct Refusal
{
    int status = 400;
    const char *code = ""; ///< stable, for programs
    const char *detail = ""; ///< a sentence for people
};

/// The first look at a request head: where it ends, and whether its lines are
/// framed as RFC 9112 §2.2 and §5 demand. A parser that waits for CRLF CRLF would
/// let a client that ends lines otherwise wait for its time-out.
struct HeadScan
{
    qsizetype size = 0; ///< with the empty line; 0: it isn't complete
    std::optional<Refusal> refusal;
};

/// @p scanned: what an earlier call has looked at already, updated.
HeadScan scanHead(std::string_view bytes, qsizetype &scanned, const Limits &limits);

} // namespace frontdesk
