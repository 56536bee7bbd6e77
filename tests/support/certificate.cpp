// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate.h"

#include <QFile>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>

namespace frontdesk {

namespace {

template <auto free>
struct Free
{
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<&EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<&X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<&X509_EXTENSION_free>>;
using File = std::unique_ptr<std::FILE, Free<&std::fclose>>;

File open(const QString &path)
{
    File file(std::fopen(QFile::encodeName(path).constData(), "w"));
    if (!file)
        qFatal("%s cannot be written", qPrintable(path));
    return file;
}

Certificate selfSigned(EVP_PKEY *key)
{
    Certificate certificate(X509_new());
    X509 *x509 = certificate.get();
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, key);
    X509_NAME *name = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>("localhost"), -1, -1, 0);
    X509_set_issuer_name(x509, name);
    const Extension names(X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name,
                                              "DNS:localhost,IP:127.0.0.1"));
    X509_add_ext(x509, names.get(), -1);
    if (X509_sign(x509, key, EVP_sha256()) == 0)
        qFatal("no certificate could be made");
    return certificate;
}

} // namespace

TestCertificate::TestCertificate()
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = selfSigned(key.get());
    PEM_write_X509(open(certificateFile()).get(), certificate.get());
    PEM_write_PrivateKey(open(keyFile()).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char password[] = "secret";
    PEM_write_PrivateKey(open(encryptedKeyFile()).get(), key.get(), EVP_aes_128_cbc(), nullptr, 0,
                         nullptr, password);
}

} // namespace frontdesk
