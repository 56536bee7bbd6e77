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
