// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sender.h"

#include "base/clock.h"

#include <QNetworkProxy>
#include <QSslSocket>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qint64 readBufferBytes = 1 << 20;
constexpr qint64 writeBufferBytes = 256 << 10; // of a large body that are in memory
using namespace std::chrono_literals;
constexpr qint64 reportEveryNs = 50'000'000;

QString seconds(std::chrono::milliseconds time)
{
    return QStringLiteral("%1 s").arg(double(time.count()) / 1000);
}

} // namespace

Sender::Sender(QObject *parent)
    : Sender(Limits {}, parent)
{ }

Sender::Sender(Limits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { finish(timedOutText()); });
    m_fresh.setSingleShot(true);
    m_fresh.setInterval(std::chrono::nanoseconds(reportEveryNs) / 1ms);
    connect(&m_fresh, &QTimer::timeout, this,
            [this] { emit streamed(m_reader->head(), m_reader->takeFresh()); });
}

Sender::~Sender()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void Sender::send(OutgoingRequest request)
{
    cancel();
    m_request = std::move(request);
    m_reader = std::make_unique<ResponseReader>(m_request.method == "HEAD", m_limits.bodyBytes);
    m_times = {};
    m_times.startedNs = steadyNs();
    m_piece = 0;
    m_file.reset();
    m_bodyWritten = 0;
    m_reportedNs = -reportEveryNs;
    m_phase = m_request.connectTo.isNull() ? Phase::Resolving : Phase::Connecting;
    m_elapsed.start();
    m_timeout.start(m_limits.connect);

    const Address &address = m_request.address;
    const QString host
            = m_request.connectTo.isNull() ? address.host : m_request.connectTo.toString();
    auto *secure = address.secure ? new QSslSocket(this) : nullptr;
    m_socket = secure ? secure : new QTcpSocket(this);
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setReadBufferSize(readBufferBytes);
    connect(m_socket, &QTcpSocket::hostFound, this, [this] {
        m_times.resolvedNs = m_elapsed.nsecsElapsed();
        m_phase = Phase::Connecting;
    });
    connect(m_socket, &QTcpSocket::connected, this, &Sender::connected);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Sender::wrote);
    connect(m_socket, &QTcpSocket::readyRead, this, &Sender::read);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &Sender::socketFailed);
    if (secure) {
        connect(secure, &QSslSocket::encrypted, this, &Sender::write);
        connect(secure, &QSslSocket::sslErrors, this, [this, secure] {
            if (!m_trusted.isNull() && secure->peerCertificate() == m_trusted)
                secure->ignoreSslErrors();
        });
        secure->connectToHostEncrypted(host, address.port, address.host);
    } else {
        m_socket->connectToHost(host, address.port);
    }
}

void Sender::cancel()
{
    if (m_socket)
        finish(tr("Cancelled."));
}

void Sender::connected()
{
    m_times.connectedNs = m_elapsed.nsecsElapsed();
    if (m_request.address.secure)
        m_phase = Phase::Securing;
    else
        write();
}

void Sender::write()
{
    if (m_request.address.secure)
        m_times.securedNs = m_elapsed.nsecsElapsed();
    m_phase = Phase::Sending;
    m_timeout.start(m_limits.silence);
    m_socket->write(serializeHead(m_request));
    writeMore();
}

void Sender::wrote()
{
    m_timeout.start();
    if (!writeMore())
        return;
    if (m_phase != Phase::Sending)
        return;
    if (m_socket->bytesToWrite() == 0) {
        m_times.sentNs = m_elapsed.nsecsElapsed();
        m_phase = Phase::Waiting;
    } else if (isTimeToReport()) {
        emit sent(m_bodyWritten, m_request.bodySize());
    }
}

/// Keeps a bounded part of the body in the socket's buffer. False: the request has
/// failed.
bool Sender::writeMore()
{
    while (m_socket->bytesToWrite() < writeBufferBytes && m_piece < m_request.body.size()) {
        const QByteArray bytes = nextOfBody();
        if (!m_socket)
            return false;
        m_socket->write(bytes);
        m_bodyWritten += bytes.size();
    }
    return true;
}

/// Up to as much as the buffer holds, of one piece.
QByteArray Sender::nextOfBody()
{
    const BodyPiece &piece = m_request.body[m_piece];
    if (piece.file.isEmpty()) {
        ++m_piece;
        return piece.bytes; // in memory already
    }
    if (!m_file) {
        m_file = std::make_unique<QFile>(piece.file);
        if (!m_file->open(QFile::ReadOnly)) {
            finish(tr("The file %1 can't be read: %2.").arg(piece.file, m_file->errorString()));
            return {};
        }
    }
    const qint64 left = piece.size - m_file->pos();
    QByteArray bytes = m_file->read(std::min(left, writeBufferBytes));
    if (bytes.isEmpty() && left > 0) {
        finish(tr("The file %1 became shorter while it was sent.").arg(piece.file));
        return {};
    }
    if (left == bytes.size()) {
        m_file.reset();
        ++m_piece;
    }
    return bytes;
}

bool Sender::isTimeToReport()
{
    const qint64 now = m_elapsed.nsecsElapsed();
    if (now - m_reportedNs < reportEveryNs)
        return false;
    m_reportedNs = now;
    return true;
}

void Sender::read()
{
    const QByteArray bytes = m_socket->readAll();
    if (bytes.isEmpty())
        return;
    m_timeout.start();
    m_phase = Phase::Receiving; // a server may answer before it has read all
    if (m_times.firstByteNs < 0)
        m_times.firstByteNs = m_elapsed.nsecsElapsed();
    switch (m_reader->feed(bytes)) {
    case ResponseReader::State::Waiting:
        return;
    case ResponseReader::State::Body:
        return noteBody();
    case ResponseReader::State::Done:
    case ResponseReader::State::Full:
        return finish();
    case ResponseReader::State::Broken:
        if (!m_reader->storageErrorText().isEmpty())
            return finish(tr("The answer can't be kept in a temporary file: %1.")
                                  .arg(m_reader->storageErrorText()));
        return finish(tr("What came back is not an HTTP answer: %1.").arg(m_reader->errorText()));
    }
}

void Sender::noteBody()
{
    if (isTimeToReport())
        emit received(m_reader->bodyBytes(), m_reader->announcedSize());
    if (m_reader->isEventStream() && !m_fresh.isActive())
        m_fresh.start(); // nothing may follow for long: not only when more comes
}

void Sender::socketFailed(QAbstractSocket::SocketError error)
{
    if (error != QAbstractSocket::RemoteHostClosedError)
        return finish(failureText(error));
    read();
    if (!m_socket) // those were the last bytes
        return;
    const bool whole = m_reader->end() == ResponseReader::State::Done;
    finish(whole ? QString() : closedText());
}

void Sender::finish(const QString &error)
{
    m_timeout.stop();
    m_fresh.stop();
    m_times.doneNs = m_elapsed.nsecsElapsed();
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
    m_file.reset();
    // Queued: a socket may fail while send() is still connecting it.
    QMetaObject::invokeMethod(
            this,
            [this, outcome = SendOutcome { m_reader->takeResponse(), error, m_times }] {
                emit finished(outcome);
            },
            Qt::QueuedConnection);
}

QString Sender::host() const
{
    return tr("%1 port %2").arg(m_request.address.host).arg(m_request.address.port);
}

QString Sender::timedOutText() const
{
    switch (m_phase) {
    case Phase::Resolving:
        return tr("The name %1 was not resolved within %2.")
                .arg(m_request.address.host, seconds(m_limits.connect));
    case Phase::Connecting:
        return tr("No connection to %1 within %2: the host may be down, or a firewall drops the "
                  "packets.")
                .arg(host(), seconds(m_limits.connect));
    case Phase::Securing:
        return tr("The TLS handshake with %1 did not end within %2.")
                .arg(host(), seconds(m_limits.connect));
    case Phase::Sending:
        return tr("%1 has not taken the rest of the request for %2.")
                .arg(host(), seconds(m_limits.silence));
    case Phase::Waiting:
        return tr("%1 took the request, but has not begun to answer for %2.")
                .arg(host(), seconds(m_limits.silence));
    case Phase::Receiving:
        return tr("The answer stopped in the middle: nothing more came for %1.")
                .arg(seconds(m_limits.silence));
    }
    return {};
}

QString Sender::closedText() const
{
    switch (m_phase) {
    case Phase::Securing:
        return tr("%1 closed the connection during the TLS handshake. Does it speak https?")
                .arg(host());
    case Phase::Receiving:
        if (!m_reader->hasHead())
            return tr("%1 closed the connection in the middle of the answer's head.").arg(host());
        if (m_reader->announcedSize() >= 0)
            return tr("%1 closed the connection in the middle of the answer: %2 of %3 bytes came.")
                    .arg(host())
                    .arg(m_reader->bodyBytes())
                    .arg(m_reader->announcedSize());
        return tr("%1 closed the connection in the middle of the answer.").arg(host());
    default:
        return tr("%1 closed the connection before it answered.").arg(host());
    }
}

QString Sender::failureText(QAbstractSocket::SocketError error) const
{
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return tr("The name %1 can't be resolved: check its spelling, and the network.")
                .arg(m_request.address.host);
    case QAbstractSocket::ConnectionRefusedError:
        return tr("%1 refused the connection: nothing listens there.").arg(host());
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return tr("The TLS handshake with %1 failed: %2").arg(host(), m_socket->errorString());
    default:
        return m_phase <= Phase::Connecting
                ? tr("%1 can't be reached: %2.").arg(host(), m_socket->errorString())
                : tr("The connection to %1 broke: %2.").arg(host(), m_socket->errorString());
    }
}

} // namespace frontdesk
