// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/httpclient.h"

#include <QFile>
#include <QJsonDocument>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <vector>

namespace frontdesk {

QByteArray HttpAnswer::field(QByteArrayView name) const
{
    for (const auto &[key, value] : fields) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject HttpAnswer::object() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonArray HttpAnswer::array() const
{
    return QJsonDocument::fromJson(body).array();
}

HttpClient::HttpClient(quint16 port)
    : m_port(port)
{
    m_descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        ::close(m_descriptor);
        m_descriptor = -1;
        return;
    }
    const int on = 1; // each piece leaves as it was sent
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// A blocking client of OpenSSL's.
struct HttpClient::Tls
{
    SSL_CTX *context = nullptr;
    SSL *session = nullptr;
};

void HttpClient::FreeTls::operator()(Tls *tls) const
{
    SSL_free(tls->session);
    SSL_CTX_free(tls->context);
    delete tls;
}

HttpClient::HttpClient(quint16 port, const QString &trusted)
    : HttpClient(port)
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes as to a file
    m_tls.reset(new Tls { SSL_CTX_new(TLS_client_method()) });
    SSL_CTX_load_verify_file(m_tls->context, QFile::encodeName(trusted).constData());
    SSL_CTX_clear_mode(m_tls->context, SSL_MODE_AUTO_RETRY); // reads one record and no more
    SSL_CTX_set_verify(m_tls->context, SSL_VERIFY_PEER, nullptr);
    m_tls->session = SSL_new(m_tls->context);
    SSL_set_fd(m_tls->session, m_descriptor);
    if (SSL_connect(m_tls->session) != 1)
        vanish();
}

HttpClient::~HttpClient()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool HttpClient::send(const QByteArray &bytes)
{
    for (QByteArrayView rest = bytes; !rest.isEmpty();) {
        const ssize_t sent = m_tls
                ? SSL_write(m_tls->session, rest.data(), int(rest.size()))
                : ::send(m_descriptor, rest.data(), size_t(rest.size()), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        rest = rest.sliced(sent);
    }
    return true;
}

bool HttpClient::sendRequest(const QByteArray &method, const QByteArray &target,
                             const QByteArray &fields, const QByteArray &body)
{
    QByteArray bytes;
    bytes += method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port);
    bytes += "\r\n" + fields;
    if (!body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return send(bytes + "\r\n" + body);
}

HttpAnswer HttpClient::read(bool toHead, std::chrono::milliseconds atMost)
{
    HttpAnswer answer;
    QByteArray line;
    if (!readLine(line, atMost) || line.size() < 12)
        return {};
    answer.version = line.first(8);
    const int status = line.sliced(9, 3).toInt();
    while (readLine(line, atMost) && !line.isEmpty()) {
        const qsizetype colon = line.indexOf(':');
        answer.fields.append({ line.first(qMax(colon, 0)), line.sliced(colon + 1).trimmed() });
    }

    bool whole = true;
    if (toHead || status < 200 || status == 204 || status == 304)
        whole = true;
    else if (answer.field("Transfer-Encoding") == "chunked")
        whole = readChunks(answer.body, atMost);
    else if (const QByteArray length = answer.field("Content-Length"); !length.isNull())
        whole = readBytes(length.toLongLong(), answer.body, atMost);
    else {
        while (receive(atMost) == Arrival::Data) { } // its end is the connection's
        answer.body = std::exchange(m_buffer, {});
    }
    if (whole)
        answer.status = status;
    return answer;
}

HttpAnswer HttpClient::get(const QByteArray &target, const QByteArray &fields)
{
    sendRequest("GET", target, fields);
    return read();
}

HttpAnswer HttpClient::post(const QByteArray &target, const QByteArray &json,
                            const QByteArray &fields)
{
    sendRequest("POST", target, QByteArray("Content-Type: application/json\r\n").append(fields),
                json);
    return read();
}

bool HttpClient::hasAnswer(std::chrono::milliseconds within)
{
    return !m_buffer.isEmpty() || receive(within) != Arrival::Nothing;
}

bool HttpClient::isClosedByServer(std::chrono::milliseconds within)
{
    return m_buffer.isEmpty() && receive(within) == Arrival::End;
}

bool HttpClient::hasFarewell() const
{
    return m_tls && (SSL_get_shutdown(m_tls->session) & SSL_RECEIVED_SHUTDOWN);
}

QByteArray HttpClient::readRaw(qsizetype count)
{
    QByteArray bytes;
    readBytes(count, bytes, patience);
    return bytes;
}

QByteArray HttpClient::readUntil(QByteArrayView end, std::chrono::milliseconds atMost)
{
    qsizetype at = -1;
    while ((at = m_buffer.indexOf(end)) < 0) {
        if (receive(atMost) != Arrival::Data)
            return std::exchange(m_buffer, {});
    }
    const QByteArray bytes = m_buffer.first(at + end.size());
    m_buffer.remove(0, bytes.size());
    return bytes;
}

void HttpClient::closeSending()
{
    if (m_tls)
        SSL_shutdown(m_tls->session);
    ::shutdown(m_descriptor, SHUT_WR);
}

void HttpClient::vanish()
{
    const linger reset { 1, 0 };
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    ::close(std::exchange(m_descriptor, -1));
}

HttpClient::Arrival HttpClient::receive(std::chrono::milliseconds within)
{
    if (!isConnected())
        return Arrival::End;
    pollfd readable { m_descriptor, POLLIN, 0 };
    std::array<char, 65536> piece;
    ssize_t size = 0;
    do {
        const bool waiting = m_tls && SSL_pending(m_tls->session) > 0;
        if (!waiting && ::poll(&readable, 1, int(within.count())) <= 0)
            return Arrival::Nothing;
        size = m_tls ? SSL_read(m_tls->session, piece.data(), int(piece.size()))
                     : ::recv(m_descriptor, piece.data(), piece.size(), 0);
    } while (m_tls && size < 0 && SSL_want_read(m_tls->session)); // it was no data
    if (size <= 0)
        return Arrival::End;
    m_buffer.append(piece.data(), size);
    return Arrival::Data;
}

bool HttpClient::readLine(QByteArray &line, std::chrono::milliseconds within)
{
    qsizetype end = 0;
    while ((end = m_buffer.indexOf("\r\n")) < 0) {
        if (receive(within) != Arrival::Data)
            return false;
    }
    line = m_buffer.first(end);
    m_buffer.remove(0, end + 2);
    return true;
}

bool HttpClient::readBytes(qsizetype count, QByteArray &to, std::chrono::milliseconds within)
{
    while (m_buffer.size() < count) {
        if (receive(within) != Arrival::Data)
            return false;
    }
    to.append(m_buffer.first(count));
    m_buffer.remove(0, count);
    return true;
}

bool HttpClient::readChunks(QByteArray &to, std::chrono::milliseconds within)
{
    QByteArray line;
    while (readLine(line, within)) {
        const qsizetype size = line.split(';').first().toLongLong(nullptr, 16);
        if (size > 0 && !readBytes(size, to, within))
            return false;
        if (!readLine(line, within) || !line.isEmpty())
            return false;
        if (size == 0)
            return true;
    }
    return false;
}

QByteArray userJson(const QByteArray &name, const QByteArray &email)
{
    return QJsonDocument(QJsonObject { { QStringLiteral("name"), QString::fromUtf8(name) },
                                       { QStringLiteral("email"), QString::fromUtf8(email) } })
            .toJson(QJsonDocument::Compact);
}

bool addUsers(quint16 port, int count)
{
    std::vector<HttpClient> clients; // what waits together shares a commit
    for (int i = 0; i < qMin(count, 64); ++i)
        clients.emplace_back(port);
    for (int added = 0; added < count;) {
        const int first = added;
        for (auto &client : clients) {
            if (added == count)
                break;
            client.sendRequest("POST", "/add-user", "Content-Type: application/json\r\n",
                               userJson("User", QByteArray::number(added++) + "@many.example"));
        }
        for (int i = first; i < added; ++i) {
            if (clients[size_t(i - first)].read().status != 200)
                return false;
        }
    }
    return true;
}

} // namespace frontdesk
