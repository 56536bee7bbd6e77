// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QObject>
#include <QPointer>

#include <utility>

namespace frontdesk {

/// How an object that isn't a coroutine itself takes an answer: awaits @p work
/// (an Async or a Deferred) in the calling thread and hands its value to
/// @p handler, at once if it is there already. A @p context that has died by
/// then isn't called any more.
///
/// ```
/// deliver(store.find(id), this, [this](const Result<User> &user) { present(user); });
/// ```
template <typename Awaitable, typename Handler>
Detached deliver(Awaitable work, QObject *context, Handler handler)
{
    const QPointer<QObject> alive(context);
    auto value = co_await work;
    if (alive)
        handler(std::move(value));
}

} // namespace frontdesk
