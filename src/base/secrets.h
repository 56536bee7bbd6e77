// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>
#include <QList>

namespace frontdesk {

/// What stands for a secret wherever one would be shown.
inline constexpr char secretMask[] = "***";

/// The header fields whose values are secrets: Authorization, Proxy-Authorization,
/// Cookie, Set-Cookie and X-Api-Key.
QByteArrayList secretFields();

/// Whether it is one of those, in any case.
bool isSecretField(QByteArrayView name);
/// Whether it is one of @p names, in any case.
bool isAmongFields(const QByteArrayList &names, QByteArrayView name);

/// @p json, which may be broken or cut, with the mask in place of each string behind
/// a key that is named as a secret field: what a log may keep of it.
QByteArray withMaskedFields(const QByteArray &json);

/// The secrets of one request, to be kept out of what is told about it: a server
/// may repeat them in its answer.
class Secrets
{
public:
    /// The value of a secret field, and what it is made of: the credentials behind
    /// the scheme, user name and password of Basic (RFC 7617), the values of cookies.
    /// Parts shorter than four characters don't count, for they are anywhere.
    void add(QByteArrayView name, const QByteArray &value);

    /// @p text with the mask in place of each; also where they stand in it as part
    /// of a JSON string.
    QByteArray masked(QByteArray text) const;

private:
    void addText(const QByteArray &text);

    QList<QByteArray> m_texts;
};

} // namespace frontdesk
