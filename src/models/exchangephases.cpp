// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangephases.h"

#include "models/texts.h"

#include <QCoreApplication>

namespace frontdesk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ExchangePhase", text);
}

} // namespace

QList<ExchangePhase> phasesOf(const ExchangeTimes &times)
{
    using Kind = ExchangePhase::Kind;
    const auto phase = [&times](Kind kind, const QString &name, const QString &explanation,
                                qint64 fromNs, qint64 toNs) {
        ExchangePhase made { kind, name, explanation };
        if (fromNs && toNs >= fromNs) {
            made.beginNs = fromNs - times.receivedNs;
            made.durationNs = toNs - fromNs;
        }
        return made;
    };
    return {
        phase(Kind::Queue, tr("Queue"),
              tr("From the last byte of the request until its route began."), times.receivedNs,
              times.handlerNs),
        phase(Kind::Handler, tr("Handler"), tr("The route, what it waited for included."),
              times.handlerNs, times.answeredNs),
        phase(Kind::Database, tr("Database"), tr("The part of it that waited for the database."),
              times.databaseBeganNs, times.databaseDoneNs),
        phase(Kind::Write, tr("Write"),
              tr("From the answer until its last byte went to the system."), times.answeredNs,
              times.writtenNs),
    };
}

QList<ExchangePhase> phasesOf(const SendTimes &times, const ExchangeTimes *server)
{
    using Kind = ExchangePhase::Kind;
    const auto phase = [](Kind kind, const QString &name, const QString &explanation, qint64 fromNs,
                          qint64 toNs) {
        ExchangePhase made { kind, name, explanation };
        if (fromNs >= 0 && toNs >= fromNs) {
            made.beginNs = fromNs;
            made.durationNs = toNs - fromNs;
        }
        return made;
    };
    const qint64 ready = times.securedNs >= 0 ? times.securedNs : times.connectedNs;
    QList<ExchangePhase> phases {
        phase(Kind::Connect, tr("Name"), tr("Until the host's name was resolved."), 0,
              times.resolvedNs),
        phase(Kind::Connect, tr("Connect"), tr("Until the connection was there."), times.resolvedNs,
              times.connectedNs),
        phase(Kind::Connect, tr("TLS"), tr("The handshake of https."), times.connectedNs,
              times.securedNs),
        phase(Kind::Transfer, tr("Send"),
              tr("Until the request's last byte was handed to the system."), ready, times.sentNs),
        phase(Kind::Wait, tr("Wait"), tr("From there until the answer's first byte."),
              times.sentNs >= 0 ? times.sentNs : ready, times.firstByteNs),
        phase(Kind::Transfer, tr("Receive"), tr("From the answer's first byte until its last."),
              times.firstByteNs, times.firstByteNs >= 0 ? times.doneNs : -1),
    };
    if (!server)
        return phases;
    QList<ExchangePhase> inServer = phasesOf(*server);
    for (ExchangePhase &each : inServer) {
        each.name = tr("Server: %1").arg(each.name);
        each.beginNs += server->receivedNs - times.startedNs;
    }
    return phases.mid(0, 4) + inServer + phases.mid(4);
}

QString phasesText(const QList<ExchangePhase> &phases)
{
    QStringList lines;
    for (const ExchangePhase &phase : phases) {
        if (phase.durationNs < 0)
            lines << tr("%1: none").arg(phase.name);
        else
            lines << tr("%1: %2, from %3 on")
                             .arg(phase.name, durationText(phase.durationNs),
                                  durationText(phase.beginNs));
    }
    return lines.join(u'\n');
}

} // namespace frontdesk
