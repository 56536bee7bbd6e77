// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QTest>

namespace frontdesk {

/// What @p async comes to, for tests: turns the event loop until it is there.
template <typename T>
T await(Async<T> async)
{
    if (!QTest::qWaitFor([&] { return async.isReady(); }, 20'000))
        qFatal("nothing came of an Async within 20 s");
    return async.take();
}

} // namespace frontdesk
