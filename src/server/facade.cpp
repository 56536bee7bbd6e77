// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/facade.h"

#include "server/message.h"

#include <QHostAddress>

#include <algorithm>
#include <cstring>

namespace frontdesk {

Facade::Facade(QObject *parent)
    : QTcpSocket(parent)
{
    setSocketState(QAbstractSocket::ConnectedState);
    setPeerAddress(QHostAddress(QHostAddress::LocalHost));
    setOpenMode(QIODevice::ReadWrite);
}

Facade::~Facade()
{
    setSocketState(QAbstractSocket::UnconnectedState);
}

void Facade::present(const Message &message)
{
    // An absolute-form target spares QHttpServer the work of completing the URL, a
    // bare LF that of trimming. All is read byte by byte, some 200 instructions each:
    // the scheme and the host, which nobody looks at, are as short as can be, and there
    // is no query, since it doesn't say where the request goes.
    m_head.assign(toString(message.method)).append(" h://h");
    m_head.append(message.target == "*" ? std::string_view("/") : message.path());
    m_head.append(" HTTP/1.1\n\n");
    m_read = 0;
    m_end = pos() + qint64(m_head.size());
    emit readyRead();
}

qint64 Facade::readData(char *data, qint64 maxSize)
{
    const size_t count = std::min(size_t(maxSize), m_head.size() - m_read);
    std::memcpy(data, m_head.data() + m_read, count);
    m_read += count;
    return qint64(count); // 0: nothing now
}

qint64 Facade::skipData(qint64 maxSize)
{
    const size_t count = std::min(size_t(maxSize), m_head.size() - m_read);
    m_read += count;
    return qint64(count);
}

} // namespace frontdesk
