// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "http/sender.h"

#include <QList>
#include <QString>

namespace frontdesk {

/// A stretch of an exchange's time, in the server or at the client.
struct ExchangePhase
{
    enum class Kind { Queue, Handler, Database, Write, Connect, Transfer, Wait };

    Kind kind;
    QString name; ///< for people
    QString explanation; ///< a sentence
    qint64 beginNs = 0; ///< since the first one began
    qint64 durationNs = -1; ///< -1: it did not pass there
};

/// All kinds, in their order; the database's lies within the handler's.
QList<ExchangePhase> phasesOf(const ExchangeTimes &times);

/// All that a client sees, in order: name, connection, TLS, sending, waiting, receiving;
/// with @p server's phases within the waiting, on the client's clock, where both ran in
/// this program.
QList<ExchangePhase> phasesOf(const SendTimes &times, const ExchangeTimes *server = nullptr);

/// The phases in words, one a line: "Queue 12 µs, from 0 µs on".
QString phasesText(const QList<ExchangePhase> &phases);

} // namespace frontdesk
