// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/transport.h"

#include <memory>

struct bio_st; // OpenSSL's BIO
struct ssl_st; // OpenSSL's SSL

namespace frontdesk {

class TlsContext;

/// The server's side of TLS over another transport. OpenSSL reads and writes that
/// one through a BIO of ours, so the descriptor stays in the thread's Poller, and
/// nothing but OpenSSL's own state is kept for a client. The handshake runs within
/// the first reads.
class TlsTransport final : public Transport
{
public:
    /// @p context may go before it.
    TlsTransport(const TlsContext &context, std::unique_ptr<Transport> below);
    ~TlsTransport() override;
    Q_DISABLE_COPY_MOVE(TlsTransport)

    qint64 read(char *buffer, qsizetype size) override;
    qint64 write(std::span<const std::string_view> pieces) override;
    bool shutdownWrite() override;
    bool holdsMore() const override;
    bool isEstablished() const override;

private:
    struct Bio;
    struct Free
    {
        void operator()(ssl_st *tls) const;
    };

    qint64 writeRecord(std::string_view bytes);
    qint64 outcome(int result);

    const std::unique_ptr<Transport> m_below;
    const std::unique_ptr<ssl_st, Free> m_tls;
    bool m_belowDrained = false; // the last read of it was short
    bool m_readWantsWrite = false;
    bool m_ended = false; // the transport below has given its last byte
    bool m_shut = false; // nothing more is written: what comes is not even decrypted
    bool m_failed = false;
    bool m_plain = false; // the client doesn't speak TLS
};

} // namespace frontdesk
