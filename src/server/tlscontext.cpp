// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tlscontext.h"

#include <QFile>
#include <QScopeGuard>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace frontdesk {

namespace {

constexpr unsigned char http11[] = "\x08http/1.1";

tl::unexpected<Error> wrong(const char *code, const QString &sentence)
{
    return failure(ErrorKind::Io, QString::fromLatin1(code), sentence);
}

/// The file, which QFile reads: OpenSSL has no word for why it could not.
Result<QByteArray> contents(const QString &path, const char *code, const QString &what)
{
    constexpr qint64 most = 1 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(code,
                     QStringLiteral("The %1 %2 cannot be read: %3.")
                             .arg(what, path, file.errorString()));
    return file.read(most);
}

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio reader(const QByteArray &bytes)
{
    return { BIO_new_mem_buf(bytes.constData(), int(bytes.size())), &BIO_free };
}

/// Called for an encrypted key: there is nobody to ask.
int noPassphrase(char *, int, int, void *asked)
{
    *static_cast<bool *>(asked) = true;
    return -1;
}

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Certificate readCertificate(BIO *from)
{
    bool asked = false;
    return { PEM_read_bio_X509(from, nullptr, &noPassphrase, &asked), &X509_free };
}

bool useCertificates(SSL_CTX *context, const QByteArray &pem)
{
    const Bio from = reader(pem);
    const Certificate own = readCertificate(from.get());
    if (!own || SSL_CTX_use_certificate(context, own.get()) != 1)
        return false;
    while (const Certificate next = readCertificate(from.get())) {
        if (SSL_CTX_add1_chain_cert(context, next.get()) != 1)
            return false;
    }
    return ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE; // the file's end
}

int chooseProtocol(SSL *, const unsigned char **chosen, unsigned char *size,
                   const unsigned char *offered, unsigned int offeredSize, void *)
{
    unsigned char *found = nullptr;
    if (SSL_select_next_proto(&found, size, http11, sizeof http11 - 1, offered, offeredSize)
        != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

} // namespace

void TlsContext::Free::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

QByteArray TlsContext::certificate() const
{
    const X509 *own = SSL_CTX_get0_certificate(get());
    QByteArray der(i2d_X509(own, nullptr), Qt::Uninitialized);
    auto *into = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509(own, &into);
    return der;
}

Result<std::shared_ptr<const TlsContext>> TlsContext::load(const QString &certificateFile,
                                                           const QString &keyFile)
{
    // What OpenSSL keeps for this thread, which may be of a pool that ends behind
    // OpenSSL's own end.
    const auto leave = qScopeGuard([] { OPENSSL_thread_stop(); });
    const auto certificates
            = contents(certificateFile, "tls_certificate", QStringLiteral("TLS certificate"));
    if (!certificates)
        return failure(certificates.error());
    const auto keyText = contents(keyFile, "tls_key", QStringLiteral("TLS key"));
    if (!keyText)
        return failure(keyText.error());

    ERR_clear_error();
    Context context(SSL_CTX_new(TLS_server_method()));
    if (!context)
        return wrong("tls", QStringLiteral("OpenSSL cannot be set up for TLS."));
    SSL_CTX *tls = context.get();
    if (!useCertificates(tls, *certificates))
        return wrong("tls_certificate",
                     QStringLiteral("%1 is not a certificate Frontdesk can use: it wants PEM, the "
                                    "server's own first, then those that vouch for it.")
                             .arg(certificateFile));
    bool encrypted = false;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
            PEM_read_bio_PrivateKey(reader(*keyText).get(), nullptr, &noPassphrase, &encrypted),
            &EVP_PKEY_free);
    if (encrypted)
        return wrong("tls_key",
                     QStringLiteral("The TLS key %1 is encrypted: Frontdesk starts without asking "
                                    "for a password. Decrypt it with openssl pkey.")
                             .arg(keyFile));
    if (!key)
        return wrong("tls_key",
                     QStringLiteral("%1 is not a private key in PEM format.").arg(keyFile));
    if (SSL_CTX_use_PrivateKey(tls, key.get()) != 1 || SSL_CTX_check_private_key(tls) != 1)
        return wrong("tls_key",
                     QStringLiteral("The TLS key %1 does not belong to the certificate %2.")
                             .arg(keyFile, certificateFile));

    SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
    // Of TLS 1.2 what has forward secrecy and authenticates what it encrypts.
    SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20");
    // A message says itself where it ends, so that a missing farewell cuts nothing.
    SSL_CTX_set_options(
            tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_mode(tls,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
                             | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(tls, 1);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF); // tickets do it
    SSL_CTX_set_alpn_select_cb(tls, &chooseProtocol, nullptr);
    ERR_clear_error();
    return std::shared_ptr<const TlsContext>(new TlsContext(std::move(context)));
}

} // namespace frontdesk
