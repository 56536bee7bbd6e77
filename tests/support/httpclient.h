// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <memory>
#include <utility>

namespace frontdesk {

/// One answer as it came; status 0: none came, or it broke off.
struct HttpAnswer
{
    int status = 0;
    QByteArray version; ///< "HTTP/1.1"
    QList<std::pair<QByteArray, QByteArray>> fields;
    QByteArray body; ///< without its chunks

    /// The first field of that name, letter case aside.
    QByteArray field(QByteArrayView name) const;
    QJsonObject object() const;
    QJsonArray array() const;
};

/// One connection to 127.0.0.1 that sends exactly what it is told: malformed
/// messages, half messages, and a reset in the middle. Blocks; any thread, one at
/// a time.
class HttpClient
{
public:
    static constexpr std::chrono::seconds patience { 30 };

    explicit HttpClient(quint16 port);
    /// Over TLS; not connected where the server shows a certificate that @p trusted
    /// (a PEM file) doesn't vouch for.
    HttpClient(quint16 port, const QString &trusted);
    HttpClient(HttpClient &&other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_tls(std::move(other.m_tls))
        , m_port(other.m_port)
        , m_buffer(std::move(other.m_buffer))
    { }
    HttpClient &operator=(HttpClient &&) = delete;
    ~HttpClient();

    bool isConnected() const { return m_descriptor >= 0; }

    /// False: the server has closed.
    bool send(const QByteArray &bytes);
    /// A whole request, with Host, and Content-Length where it has a body.
    bool sendRequest(const QByteArray &method, const QByteArray &target,
                     const QByteArray &fields = {}, const QByteArray &body = {});

    /// Reads one answer and no more; @p toHead: it has no body whatever it says.
    HttpAnswer read(bool toHead = false, std::chrono::milliseconds atMost = patience);

    HttpAnswer get(const QByteArray &target, const QByteArray &fields = {});
    /// With `Content-Type: application/json`.
    HttpAnswer post(const QByteArray &target, const QByteArray &json,
                    const QByteArray &fields = {});

    /// Something of an answer has arrived, or the end has.
    bool hasAnswer(std::chrono::milliseconds within);
    /// The server closes without another byte. A reset counts too.
    bool isClosedByServer(std::chrono::milliseconds within = patience);

    /// The server has said that its last byte was the last (TLS's close_notify).
    bool hasFarewell() const;
    /// The next @p count bytes; fewer where the connection ends before.
    QByteArray readRaw(qsizetype count);

    /// What comes up to @p end and with it; what there is, where it doesn't come.
    QByteArray readUntil(QByteArrayView end, std::chrono::milliseconds atMost = patience);

    /// No more will be sent; answers may still come.
    void closeSending();
    /// Gone, with a reset in place of a farewell.
    void vanish();

private:
    enum class Arrival { Data, End, Nothing };
    Arrival receive(std::chrono::milliseconds within);
    bool readLine(QByteArray &line, std::chrono::milliseconds within);
    bool readBytes(qsizetype count, QByteArray &to, std::chrono::milliseconds within);
    bool readChunks(QByteArray &to, std::chrono::milliseconds within);

    struct Tls;
    struct FreeTls
    {
        void operator()(Tls *tls) const;
    };

    int m_descriptor = -1;
    std::unique_ptr<Tls, FreeTls> m_tls; ///< null: not encrypted
    quint16 m_port;
    QByteArray m_buffer; ///< received, not yet read
};

/// {"name":…,"email":…}
QByteArray userJson(const QByteArray &name, const QByteArray &email);

/// Adds @p count users, many at a time. False: one was refused.
bool addUsers(quint16 port, int count);

} // namespace frontdesk
