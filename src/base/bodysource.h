// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"

#include <QByteArray>

namespace frontdesk {

/// A body that is made while it is sent. The connection asks for the next piece
/// when the client has room for it, and destroys the source when the client has
/// gone or all is sent. Belongs to the thread that asked for it.
class BodySource
{
public:
    virtual ~BodySource() = default;

    /// The next piece, some 64 KiB; empty: that was all. One call at a time; a
    /// source may be destroyed while a call is under way.
    virtual Async<Result<QByteArray>> next() = 0;

    /// Nobody wants what a next() under way answers: let it answer soon. Called from
    /// outside of next(), once at most.
    virtual void clientHasGone() { }
    /// It goes on until the client goes: not to be kept in a log.
    virtual bool isEndless() const { return false; }
};

} // namespace frontdesk
