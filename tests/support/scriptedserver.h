// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpmessage.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace frontdesk {

/// Takes connections one by one, keeps what they send and says what the test
/// wants.
class ScriptedServer : public QTcpServer
{
public:
    QByteArray answer; ///< sent once the request's head is there
    bool closesAfterAnswer = false;
    int requests = 0;
    QByteArray received;
    QTcpSocket *client = nullptr;

    ScriptedServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            client = nextPendingConnection();
            received.clear();
            connect(client, &QTcpSocket::readyRead, this, [this, socket = client] {
                const bool hadHead = received.contains("\r\n\r\n");
                received += socket->readAll();
                if (hadHead || !received.contains("\r\n\r\n"))
                    return;
                ++requests;
                socket->write(answer);
                if (closesAfterAnswer)
                    socket->disconnectFromHost();
            });
        });
    }

    OutgoingRequest request(const QByteArray &method, const QString &target = QStringLiteral("/"))
    {
        OutgoingRequest request;
        request.method = method;
        request.address
                = *Address::parse(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()) + target);
        return request;
    }
};

} // namespace frontdesk
