// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

namespace frontdesk {

/// When an exchange passed each station, in nanoseconds of the steady clock;
/// 0: it did not pass there.
struct ExchangeTimes
{
    qint64 receivedNs = 0; ///< its last byte was read
    qint64 dispatchedNs = 0; ///< handed to the router
    qint64 handlerNs = 0; ///< its route began
    qint64 databaseBeganNs = 0;
    qint64 databaseDoneNs = 0;
    qint64 answeredNs = 0; ///< its route was done
    qint64 writtenNs = 0; ///< the last byte went to the system; 0: the client had gone
};

/// What an exchange is called and carries in its heads, in one block of memory:
/// in a log of 100,000 exchanges each further allocation counts.
class ExchangeTexts
{
public:
    ExchangeTexts() = default;
    ExchangeTexts(QByteArrayView target, QByteArrayView requestHead, QByteArrayView responseHead);

    /// As sent, with its query.
    QByteArrayView target() const { return QByteArrayView(m_block).first(m_targetSize); }
    /// Field lines, each ended by CRLF.
    QByteArrayView requestHead() const
    {
        return QByteArrayView(m_block).sliced(m_targetSize, m_requestHeadSize);
    }
    QByteArrayView responseHead() const
    {
        return QByteArrayView(m_block).sliced(m_targetSize + m_requestHeadSize);
    }

private:
    QByteArray m_block;
    qint32 m_targetSize = 0, m_requestHeadSize = 0;
};

/// One request and its answer, as the log keeps it: a value that travels from a
/// server thread to the log and the window. Secrets are masked already.
struct Exchange
{
    quint64 id = 0; ///< counts up in the order of answers within a server thread
    qint64 receivedAtMs = 0; ///< wall clock, UTC
    ExchangeTimes times;
    int thread = 0; ///< server thread, 1 and up
    int status = 0; ///< 0: the client went before it was answered
    QByteArray client; ///< "127.0.0.1:51234"
    QByteArray method;
    ExchangeTexts texts;
    QByteArray requestBody; ///< its beginning, as far as the log keeps it
    qint64 requestBodySize = 0; ///< the whole body's bytes
    QByteArray responseBody; ///< likewise
    qint64 responseBodySize = 0; ///< the whole body's bytes

    /// From its last byte read to its last byte written; to its answer where that
    /// was never written.
    qint64 durationNs() const
    {
        return (times.writtenNs ? times.writtenNs : times.answeredNs) - times.receivedNs;
    }
};

/// Whether it was answered with this X-Request-Id, 16 hexadecimal digits. Cheap where
/// it wasn't.
bool hasRequestId(const Exchange &exchange, const QByteArray &id);

/// The URL that a client asked for: with the authority of its Host field, and the
/// scheme of @p origin ("http://127.0.0.1:5000"); without a Host, @p origin's.
QByteArray urlOf(const Exchange &exchange, const QByteArray &origin);

} // namespace frontdesk
