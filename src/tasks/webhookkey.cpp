// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/webhookkey.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QString>

namespace frontdesk {

namespace {
constexpr QByteArrayView prefix = "whsec_";
constexpr qsizetype leastBytes = 24, mostBytes = 64;
} // namespace

WebhookKey WebhookKey::generate()
{
    QByteArray bytes;
    for (int i = 0; i < 4; ++i) {
        const quint64 random = QRandomGenerator::system()->generate64();
        bytes.append(reinterpret_cast<const char *>(&random), sizeof random);
    }
    return WebhookKey(std::move(bytes));
}

std::optional<WebhookKey> WebhookKey::fromText(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    if (!trimmed.startsWith(prefix))
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(trimmed.mid(prefix.size()),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() < leastBytes || decoded.decoded.size() > mostBytes)
        return std::nullopt;
    return WebhookKey(decoded.decoded);
}

QByteArray WebhookKey::text() const
{
    return prefix.toByteArray() + m_bytes.toBase64();
}

QByteArray WebhookKey::sign(const QByteArray &id, qint64 timestamp, const QByteArray &body) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_bytes);
    const QByteArray head = id + '.' + QByteArray::number(timestamp) + '.';
    code.addData(head);
    code.addData(body);
    return "v1," + code.result().toBase64();
}

} // namespace frontdesk
