// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace frontdesk {

/// Another server, for what asks other servers: answers each path with what it was
/// told to, and each connection once. A path without an answer is never answered.
class WebTarget : public QTcpServer
{
public:
    struct Asked
    {
        QByteArray line; ///< "POST /hook HTTP/1.1"
        QByteArray head; ///< the lines below it
        QByteArray body;

        QByteArray field(const QByteArray &name) const
        {
            for (const QByteArray &each : head.split('\n')) {
                if (each.first(qMax(each.indexOf(':'), 0)).compare(name, Qt::CaseInsensitive) == 0)
                    return each.mid(name.size() + 1).trimmed();
            }
            return {};
        }
    };

    QList<Asked> asked;
    QHash<QByteArray, QByteArray> answers; ///< by path, whole messages
    int connections = 0;
    int open = 0;

    explicit WebTarget(const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        listen(address);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = nextPendingConnection())
                take(client);
        });
    }

    static QByteArray answer(const QByteArray &status, const QByteArray &body = {},
                             const QByteArray &fields = {})
    {
        return "HTTP/1.1 " + status + "\r\n" + fields
                + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    QString url(const QString &path, const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QStringLiteral("http://%1:%2%3").arg(host).arg(serverPort()).arg(path);
    }

private:
    void take(QTcpSocket *client)
    {
        ++connections;
        ++open;
        const auto bytes = std::make_shared<QByteArray>();
        connect(client, &QObject::destroyed, this, [this] { --open; });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::readyRead, this, [this, client, bytes] {
            *bytes += client->readAll();
            const qsizetype end = bytes->indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const qsizetype lineEnd = bytes->indexOf("\r\n");
            Asked one { bytes->first(lineEnd), bytes->mid(lineEnd + 2, end - lineEnd - 2),
                        bytes->mid(end + 4) };
            if (one.body.size() < one.field("Content-Length").toLongLong())
                return;
            bytes->clear();
            asked += one;
            const QByteArray path = one.line.split(' ').value(1);
            if (!answers.contains(path))
                return;
            client->write(answers.value(path));
            client->disconnectFromHost();
        });
    }
};

} // namespace frontdesk
