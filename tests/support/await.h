// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <optional>
#include <utility>

namespace frontdesk {

/// What @p async comes to, for tests: runs the event loop until it is there.
template <typename T>
T await(Async<T> async, std::chrono::milliseconds atMost = std::chrono::seconds(20))
{
    QEventLoop loop;
    std::optional<T> value;
    const auto take
            = [](Async<T> awaited, std::optional<T> &into, QEventLoop &running) -> Detached {
        into.emplace(co_await awaited);
        running.quit();
    };
    take(std::move(async), value, loop);
    if (!value) {
        QTimer::singleShot(atMost, &loop, [] { qFatal("nothing came of an Async in time"); });
        loop.exec();
    }
    return std::move(*value);
}

} // namespace frontdesk
