// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/deferred.h"

#include <QFuture>
#include <QFutureWatcher>

#include <memory>

namespace frontdesk {

/// Awaits a QFuture in the thread that calls: the one bridge from QtConcurrent
/// to coroutines. It rests on QFutureWatcher because QFuture::then() races with a
/// future that finishes in another thread on Qt 6.4. A cancelled future (an
/// exception in it ends so, too) arrives as ErrorKind::Cancelled.
template <typename T>
Deferred<T> awaitFuture(const QFuture<Result<T>> &future)
{
    auto pair = defer<T>();
    auto *watcher = new QFutureWatcher<Result<T>>;
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher,
                     [watcher, resolver = std::make_shared<Resolver<T>>(std::move(pair.second))] {
                         watcher->deleteLater();
                         if (!watcher->isCanceled())
                             resolver->resolve(watcher->future().result());
                     });
    watcher->setFuture(future); // last: a finished future fires at once
    return std::move(pair.first);
}

} // namespace frontdesk
