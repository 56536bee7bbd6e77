// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/sender.h"

#include <QThread>

namespace frontdesk {

/// A Sender in a thread of its own, so that neither TLS nor a slow disk under a large
/// answer holds up whoever sends.
class BackgroundSender : public QObject
{
    Q_OBJECT

public:
    explicit BackgroundSender(QObject *parent = nullptr);
    ~BackgroundSender() override;

    /// Of the next send().
    void setTrusted(const QSslCertificate &certificate) { m_trusted = certificate; }

    void send(const OutgoingRequest &request);
    void cancel();
    bool isSending() const { return m_underWay > 0; }

signals:
    // As those of Sender.
    void sent(qint64 bytes, qint64 total);
    void received(qint64 bytes, qint64 announced);
    void streamed(const frontdesk::IncomingResponse &head, const QByteArray &bytes);
    void finished(const frontdesk::SendOutcome &outcome);

private:
    QThread m_thread;
    Sender *m_sender = nullptr; ///< lives there; null before the first request
    QSslCertificate m_trusted;
    int m_underWay = 0;
};

} // namespace frontdesk
