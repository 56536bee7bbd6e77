// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/async.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>

namespace frontdesk {

/// What @p async comes to, for tests: turns the event loop until it is there.
template <typename T>
T await(Async<T> async)
{
    QTimer tooLate;
    tooLate.setSingleShot(true);
    tooLate.start(std::chrono::seconds(20));
    while (!async.isReady()) {
        if (!tooLate.isActive())
            qFatal("nothing came of an Async within 20 s");
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return async.take();
}

} // namespace frontdesk
