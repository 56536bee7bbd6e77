// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct ssl_ctx_st; // OpenSSL's SSL_CTX

namespace frontdesk {

/// What all TLS connections of a server share: its certificate, its private key,
/// and what it agrees to: TLS 1.2 and 1.3 (RFC 8446), HTTP/1.1 by ALPN (RFC
/// 7301), no renegotiation. Unchanged once loaded; any thread.
class TlsContext
{
public:
    /// Reads PEM files: the certificate with its chain behind it, and its key.
    /// Blocks. Errors: Io "tls_certificate" or "tls_key", with a sentence that says
    /// which file is wrong in what way.
    static Result<std::shared_ptr<const TlsContext>> load(const QString &certificateFile,
                                                          const QString &keyFile);

    ssl_ctx_st *get() const { return m_context.get(); }
    /// The server's own certificate, in DER.
    QByteArray certificate() const;

private:
    struct Free
    {
        void operator()(ssl_ctx_st *context) const;
    };
    using Context = std::unique_ptr<ssl_ctx_st, Free>;

    explicit TlsContext(Context context)
        : m_context(std::move(context))
    { }

    const Context m_context;
};

} // namespace frontdesk
