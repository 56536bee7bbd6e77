// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tlstransport.h"

#include "server/tlscontext.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

constexpr size_t recordSize = SSL3_RT_MAX_PLAIN_LENGTH; // 16 KiB, RFC 8446 §5.1

} // namespace

/// OpenSSL's view of the transport below.
struct TlsTransport::Bio
{
    static int read(BIO *bio, char *buffer, size_t size, size_t *taken)
    {
        auto &self = *static_cast<TlsTransport *>(BIO_get_data(bio));
        const qint64 count = self.m_below->read(buffer, qsizetype(size));
        BIO_clear_retry_flags(bio);
        if (count == WouldBlock)
            BIO_set_retry_read(bio);
        self.m_belowDrained = count < qint64(size);
        self.m_ended = self.m_ended || count == 0;
        *taken = count > 0 ? size_t(count) : 0;
        return count > 0;
    }

    static int write(BIO *bio, const char *bytes, size_t size, size_t *taken)
    {
        auto &self = *static_cast<TlsTransport *>(BIO_get_data(bio));
        const std::array pieces { std::string_view(bytes, size) };
        const qint64 count = self.m_below->write(pieces);
        BIO_clear_retry_flags(bio);
        if (count == WouldBlock)
            BIO_set_retry_write(bio);
        *taken = count > 0 ? size_t(count) : 0;
        return count > 0;
    }

    static long control(BIO *bio, int command, long, void *)
    {
        if (command == BIO_CTRL_EOF)
            return static_cast<TlsTransport *>(BIO_get_data(bio))->m_ended;
        return command == BIO_CTRL_FLUSH; // nothing is held back
    }

    static BIO *make(TlsTransport *transport)
    {
        static BIO_METHOD *const method = [] {
            BIO_METHOD *made
                    = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "transport");
            BIO_meth_set_read_ex(made, &Bio::read);
            BIO_meth_set_write_ex(made, &Bio::write);
            BIO_meth_set_ctrl(made, &Bio::control);
            return made;
        }();
        BIO *bio = BIO_new(method);
        BIO_set_data(bio, transport);
        BIO_set_init(bio, 1);
        return bio;
    }
};

void TlsTransport::Free::operator()(ssl_st *tls) const
{
    SSL_free(tls);
}

TlsTransport::TlsTransport(const TlsContext &context, std::unique_ptr<Transport> below)
    : m_below(std::move(below))
    , m_tls(SSL_new(context.get()))
{
    Q_CHECK_PTR(m_tls.get());
    BIO *bio = Bio::make(this);
    SSL_set_bio(m_tls.get(), bio, bio); // theirs now
    SSL_set_accept_state(m_tls.get());
}

TlsTransport::~TlsTransport() = default;

qint64 TlsTransport::read(char *buffer, qsizetype size)
{
    if (m_plain || m_shut)
        return m_below->read(buffer, size);
    ERR_clear_error();
    size_t count = 0;
    const int result = SSL_read_ex(m_tls.get(), buffer, size_t(size), &count);
    m_readWantsWrite = SSL_want_write(m_tls.get());
    if (result == 1)
        return qint64(count);
    if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST) {
        m_plain = true;
        return NotEncrypted;
    }
    return outcome(result);
}

qint64 TlsTransport::write(std::span<const std::string_view> pieces)
{
    if (m_plain)
        return m_below->write(pieces);
    size_t total = 0;
    for (const std::string_view piece : pieces)
        total += piece.size();
    if (total <= recordSize) { // one record, not one a piece
        std::array<char, recordSize> together;
        size_t size = 0;
        for (const std::string_view piece : pieces)
            size += piece.copy(together.data() + size, recordSize);
        return size > 0 ? writeRecord({ together.data(), size }) : 0;
    }
    qint64 written = 0;
    for (std::string_view piece : pieces) {
        while (!piece.empty()) {
            // One that has to wait begins with the same bytes when it is tried again.
            const qint64 count = writeRecord(piece.substr(0, recordSize));
            if (count < 0)
                return written > 0 && count == WouldBlock ? written : count;
            written += count;
            piece.remove_prefix(size_t(count));
        }
    }
    return written;
}

qint64 TlsTransport::writeRecord(std::string_view bytes)
{
    ERR_clear_error();
    size_t count = 0;
    const int result = SSL_write_ex(m_tls.get(), bytes.data(), bytes.size(), &count);
    if (result != 1)
        return outcome(result);
    Q_ASSERT(count == bytes.size());
    return qint64(count);
}

qint64 TlsTransport::outcome(int result)
{
    switch (SSL_get_error(m_tls.get(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return WouldBlock;
    case SSL_ERROR_ZERO_RETURN:
        return 0;
    default:
        m_failed = true; // a farewell would be an error of ours
        return Failed;
    }
}

bool TlsTransport::shutdownWrite()
{
    if (!m_shut && !m_plain && !m_failed && isEstablished()) {
        ERR_clear_error();
        const int result = SSL_shutdown(m_tls.get()); // close_notify, RFC 8446 §6.1
        if (result < 0 && SSL_get_error(m_tls.get(), result) == SSL_ERROR_WANT_WRITE)
            return false;
    }
    m_shut = true;
    return m_below->shutdownWrite();
}

bool TlsTransport::holdsMore() const
{
    if (m_plain || m_shut)
        return m_below->holdsMore();
    return m_readWantsWrite || !m_belowDrained || SSL_has_pending(m_tls.get());
}

bool TlsTransport::isEstablished() const
{
    return m_plain || SSL_is_init_finished(m_tls.get());
}

} // namespace frontdesk
