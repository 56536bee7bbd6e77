// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/backgroundsender.h"

namespace frontdesk {

BackgroundSender::BackgroundSender(QObject *parent)
    : QObject(parent)
{ }

BackgroundSender::~BackgroundSender()
{
    m_thread.quit();
    m_thread.wait();
}

void BackgroundSender::send(const OutgoingRequest &request)
{
    if (!m_sender) {
        m_sender = new Sender;
        m_sender->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_sender, &QObject::deleteLater);
        connect(m_sender, &Sender::sent, this, &BackgroundSender::sent);
        connect(m_sender, &Sender::received, this, &BackgroundSender::received);
        connect(m_sender, &Sender::streamed, this,
                [this](const IncomingResponse &head, const QByteArray &bytes) {
                    if (m_underWay == 1) // else of a request that was cancelled for another
                        emit streamed(head, bytes);
                });
        connect(m_sender, &Sender::finished, this, [this](const SendOutcome &outcome) {
            --m_underWay;
            emit finished(outcome);
        });
        m_thread.setObjectName(QStringLiteral("sender"));
        m_thread.start();
    }
    ++m_underWay;
    QMetaObject::invokeMethod(m_sender, [sender = m_sender, request, trusted = m_trusted] {
        sender->setTrusted(trusted);
        sender->send(request);
    });
}

void BackgroundSender::cancel()
{
    if (m_sender)
        QMetaObject::invokeMethod(m_sender, &Sender::cancel);
}

} // namespace frontdesk
