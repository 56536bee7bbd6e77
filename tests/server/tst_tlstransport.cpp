// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tlscontext.h"
#include "server/tlstransport.h"
#include "support/certificate.h"

#include <QTest>

#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

using namespace frontdesk;

namespace {

constexpr size_t tinyBuffer = 100; // a certificate alone is longer
constexpr size_t wideBuffer = 1 << 16;

/// The server's end of a pair of buffers.
class PairTransport final : public Transport
{
public:
    explicit PairTransport(BIO *end)
        : m_end(end)
    { }
    ~PairTransport() override { BIO_free(m_end); }
    Q_DISABLE_COPY_MOVE(PairTransport)

    qint64 read(char *buffer, qsizetype size) override
    {
        const int count = BIO_read(m_end, buffer, int(size));
        return count > 0 ? qint64(count) : WouldBlock;
    }
    qint64 write(std::span<const std::string_view> pieces) override
    {
        qint64 written = 0;
        for (const std::string_view piece : pieces) {
            const int count = BIO_write(m_end, piece.data(), int(piece.size()));
            written += std::max(count, 0);
            if (count < int(piece.size()))
                break;
        }
        m_wasFull = m_wasFull || written == 0;
        return written > 0 ? written : WouldBlock;
    }
    bool shutdownWrite() override { return true; }
    bool wasFull() const { return m_wasFull; }

private:
    BIO *const m_end;
    bool m_wasFull = false;
};

/// A client of OpenSSL's and the server's transport, with so much room between
/// them in each direction.
struct Talk
{
    Talk(const TlsContext &tls, size_t room, const std::string &protocols)
        : context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free)
        , client(SSL_new(context.get()), &SSL_free)
    {
        BIO *near = nullptr;
        BIO *far = nullptr;
        BIO_new_bio_pair(&near, room, &far, room);
        SSL_set_bio(client.get(), near, near);
        SSL_set_connect_state(client.get());
        SSL_set_alpn_protos(client.get(), reinterpret_cast<const unsigned char *>(protocols.data()),
                            unsigned(protocols.size()));
        auto transport = std::make_unique<PairTransport>(far);
        below = transport.get();
        server = std::make_unique<TlsTransport>(tls, std::move(transport));
    }

    /// Both sides take turns until the handshake is over. False: it never is.
    bool shakeHands()
    {
        char byte = 0;
        for (int turns = 0; turns < 1000; ++turns) {
            const int result = SSL_do_handshake(client.get());
            if (result != 1 && SSL_get_error(client.get(), result) == SSL_ERROR_SSL) {
                clientsError = ERR_GET_REASON(ERR_peek_error());
                ERR_clear_error();
                return false;
            }
            if (result == 1)
                SSL_peek(client.get(), &byte, 1); // takes the server's tickets
            serverRead = server->read(&byte, 1);
            if (serverRead == Transport::WouldBlock && below->wasFull() && !server->isEstablished())
                saidThatItHoldsMore = saidThatItHoldsMore || server->holdsMore();
            if (result == 1 && server->isEstablished())
                return true;
        }
        return false;
    }

    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context;
    std::unique_ptr<SSL, decltype(&SSL_free)> client;
    PairTransport *below = nullptr;
    std::unique_ptr<TlsTransport> server;
    qint64 serverRead = 0;
    bool saidThatItHoldsMore = false;
    int clientsError = 0;
};

const std::string http11 = "\x08http/1.1";
const std::string h2 = "\x02h2";

} // namespace

/// The transport alone, between buffers of the test's own.
class TestTlsTransport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void handshakeThroughFullBuffers();
    void dataThroughFullBuffers();
    void choosesHttp11();
    void refusesOtherProtocols();

private:
    TestCertificate m_certificate;
    std::shared_ptr<const TlsContext> m_tls;
};

void TestTlsTransport::initTestCase()
{
    const auto tls = TlsContext::load(m_certificate.certificateFile(), m_certificate.keyFile());
    QVERIFY2(tls, tls ? "" : qPrintable(tls.error().detail));
    m_tls = *tls;
}

void TestTlsTransport::handshakeThroughFullBuffers()
{
    Talk talk(*m_tls, tinyBuffer, http11);
    QVERIFY(talk.shakeHands());
    QVERIFY(talk.below->wasFull());
    QVERIFY(talk.saidThatItHoldsMore); // no event for reading would have come
}

void TestTlsTransport::dataThroughFullBuffers()
{
    Talk talk(*m_tls, tinyBuffer, http11);
    QVERIFY(talk.shakeHands());
    const std::string sent(5000, 'x');
    std::string left = sent, received;
    for (int turns = 0; turns < 1000 && received.size() < sent.size(); ++turns) {
        if (!left.empty()) {
            const std::string_view piece = left;
            const qint64 count = talk.server->write({ &piece, 1 });
            QVERIFY(count > 0 || count == Transport::WouldBlock);
            left.erase(0, size_t(std::max<qint64>(count, 0)));
        }
        char buffer[1000];
        const int count = SSL_read(talk.client.get(), buffer, sizeof buffer);
        received.append(buffer, size_t(std::max(count, 0)));
    }
    QCOMPARE(received, sent);
}

void TestTlsTransport::choosesHttp11()
{
    Talk talk(*m_tls, wideBuffer, h2 + http11);
    QVERIFY(talk.shakeHands());
    const unsigned char *chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(talk.client.get(), &chosen, &size);
    QCOMPARE(QByteArray(reinterpret_cast<const char *>(chosen), qsizetype(size)),
             QByteArray("http/1.1"));
}

void TestTlsTransport::refusesOtherProtocols()
{
    Talk talk(*m_tls, wideBuffer, h2);
    QVERIFY(!talk.shakeHands());
    QCOMPARE(talk.serverRead, qint64(Transport::Failed));
    QCOMPARE(talk.clientsError, SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL); // RFC 7301 §3.2
}

QTEST_GUILESS_MAIN(TestTlsTransport)
#include "tst_tlstransport.moc"
