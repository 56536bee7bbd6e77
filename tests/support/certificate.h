// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace frontdesk {

/// A certificate for 127.0.0.1 and localhost that vouches for itself, and its key,
/// made anew; files that live as long as this.
class TestCertificate
{
public:
    TestCertificate();

    QString certificateFile() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    /// The same key, encrypted.
    QString encryptedKeyFile() const { return m_folder.filePath(QStringLiteral("locked.pem")); }
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

} // namespace frontdesk
