// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"
#include "base/result.h"

#include <QTest>

namespace frontdesk {

/// What @p async comes to, the event loop running meanwhile. For tests only,
/// which may wait; a coroutine awaits.
template <typename T>
Result<T> settled(Async<Result<T>> async)
{
    if (!QTest::qWaitFor([&async] { return async.isReady(); }, 30'000))
        return failure(ErrorKind::Internal, QStringLiteral("never_answered"),
                       QStringLiteral("No answer came within 30 s."));
    return async.take();
}

} // namespace frontdesk
