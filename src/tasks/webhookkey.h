// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace frontdesk {

/// The key that webhooks are signed with, as in Standard Webhooks
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
class WebhookKey
{
public:
    /// 32 random bytes.
    static WebhookKey generate();
    /// "whsec_" and base64 of 24 to 64 bytes; white space around it doesn't count.
    static std::optional<WebhookKey> fromText(const QByteArray &text);
    QByteArray text() const;

    /// The value of `webhook-signature`: "v1," and base64 of the HMAC-SHA256 of id,
    /// time stamp (seconds since 1970) and body, joined by dots.
    QByteArray sign(const QByteArray &id, qint64 timestamp, const QByteArray &body) const;

private:
    explicit WebhookKey(QByteArray bytes)
        : m_bytes(std::move(bytes))
    { }

    QByteArray m_bytes;
};

} // namespace frontdesk
