// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QDateTime>

#include <chrono>

namespace frontdesk {

namespace {

class SystemClock final : public Clock
{
public:
    qint64 wallMs() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
    qint64 steadyNs() const override { return frontdesk::steadyNs(); }
};

} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

qint64 steadyNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

QByteArray isoUtc(qint64 wallMs)
{
    return QDateTime::fromMSecsSinceEpoch(wallMs).toUTC().toString(Qt::ISODateWithMs).toLatin1();
}

} // namespace frontdesk
