// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

#include <string>

namespace frontdesk {

struct Message;

/// What QHttpServer takes for a client: a QTcpSocket without a network, through
/// which one checked request after the other passes. QHttpServer parses and
/// routes it before present() returns and keeps nothing of it, so that neither a
/// client that hangs up nor an answer that comes later concerns it.
///
/// It is shown the request line alone, in the shortest form it takes: query, headers
/// and body reach the routes from the Message, unaltered and uncopied.
class Facade final : public QTcpSocket
{
    Q_OBJECT

public:
    explicit Facade(QObject *parent = nullptr);
    ~Facade() override;

    void present(const Message &message);
    qint64 bytesAvailable() const override { return m_end - pos(); }
    /// Random access spares QIODevice the care for a transaction with each of the
    /// single bytes that QHttpServer reads.
    bool isSequential() const override { return false; }
    qint64 size() const override { return m_end; }
    void disconnectFromHost() override { } // the connection sees that nobody was called
    qintptr socketDescriptor() const override { return -1; }
    void setSocketOption(QAbstractSocket::SocketOption, const QVariant &) override { }
    QVariant socketOption(QAbstractSocket::SocketOption) override { return {}; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 skipData(qint64 maxSize) override;
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    std::string m_head;
    size_t m_read = 0; // of m_head
    qint64 m_end = 0; // where it ends, as pos() counts
};

} // namespace frontdesk
