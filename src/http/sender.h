// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpmessage.h"
#include "http/responsereader.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QSslCertificate>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>
#include <memory>

namespace frontdesk {

/// When a request passed each station, in nanoseconds since it was sent off; -1:
/// it did not get there.
struct SendTimes
{
    qint64 startedNs = 0; ///< of the steady clock, which the server's times are of, too
    qint64 resolvedNs = -1;
    qint64 connectedNs = -1;
    qint64 securedNs = -1; ///< https only
    qint64 sentNs = -1; ///< its last byte was handed to the system
    qint64 firstByteNs = -1;
    qint64 doneNs = -1;
};

struct SendOutcome
{
    IncomingResponse response; ///< what has come, even where error says why not all
    QString error; ///< a sentence that names what failed; empty: the answer is whole
    SendTimes times;
};

/// Sends one request on a connection of its own and takes its answer. Not
/// QNetworkAccessManager: that sends a POST again by itself when the server hangs
/// up, adds fields nobody asked for and rewrites paths, and somebody who tests a
/// server must be able to trust what was sent. Redirects are shown, not followed.
///
/// Thread: its own, which runs an event loop; never blocks.
class Sender : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        qint64 bodyBytes = 1 << 30; ///< of an answer that are kept, on disk
        std::chrono::milliseconds connect { 30'000 }; ///< until a TLS handshake is done, too
        std::chrono::milliseconds silence { 120'000 }; ///< in which nothing is sent or received
    };

    explicit Sender(QObject *parent = nullptr);
    explicit Sender(Limits limits, QObject *parent = nullptr);
    ~Sender() override;

    /// Takes this certificate for good whoever vouches for it, and no other: that of
    /// the server in the same program, which is often its own witness.
    void setTrusted(const QSslCertificate &certificate) { m_trusted = certificate; }

    /// One at a time: a request that is under way is cancelled.
    void send(OutgoingRequest request);
    void cancel();
    bool isSending() const { return m_socket != nullptr; }

signals:
    /// Bytes of the request's body so far; a few times a second.
    void sent(qint64 bytes, qint64 total);
    /// Bytes of the body so far; @p announced is -1 where the server didn't say. A few
    /// times a second.
    void received(qint64 bytes, qint64 announced);
    /// Of an answer that is an event stream, what has come since the last time, or its
    /// end where that is more than can be read; a few times a second. @p head has no
    /// body.
    void streamed(const frontdesk::IncomingResponse &head, const QByteArray &bytes);
    /// Once for each send(), never from inside it or cancel().
    void finished(const frontdesk::SendOutcome &outcome);

private:
    enum class Phase { Resolving, Connecting, Securing, Sending, Waiting, Receiving };

    void connected();
    void write();
    bool writeMore();
    QByteArray nextOfBody();
    void wrote();
    bool isTimeToReport();
    void read();
    void noteBody();
    void socketFailed(QAbstractSocket::SocketError error);
    void finish(const QString &error = {});
    QString host() const;
    QString timedOutText() const;
    QString closedText() const;
    QString failureText(QAbstractSocket::SocketError error) const;

    const Limits m_limits;
    QSslCertificate m_trusted;
    OutgoingRequest m_request;
    QTcpSocket *m_socket = nullptr; ///< a child; null: nothing is under way
    std::unique_ptr<ResponseReader> m_reader;
    Phase m_phase = Phase::Resolving;
    qsizetype m_piece = 0; ///< of the body, the next to be written
    std::unique_ptr<QFile> m_file; ///< that piece, where it is one
    qint64 m_bodyWritten = 0;
    SendTimes m_times;
    QElapsedTimer m_elapsed;
    qint64 m_reportedNs = 0;
    QTimer m_timeout { this };
    QTimer m_fresh { this }; ///< the next streamed()
};

} // namespace frontdesk
