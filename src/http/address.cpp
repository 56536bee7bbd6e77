// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/address.h"

#include <QRegularExpression>

namespace frontdesk {

namespace {

tl::unexpected<Error> wrong(const QString &detail)
{
    return failure({ ErrorKind::Invalid, QStringLiteral("invalid_address"), detail, {} });
}

QByteArray encodeTarget(const QString &typed)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    QByteArray target;
    const QByteArray bytes = typed.toUtf8();
    for (const char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        if (c > 0x20 && c < 0x7f)
            target.append(byte);
        else
            target.append('%').append(hex[c >> 4]).append(hex[c & 15]);
    }
    if (target.isEmpty() || target.front() != '/')
        target.prepend('/'); // "http://host?query"
    return target;
}

} // namespace

Result<Address> Address::parse(const QString &text, const QUrl &base)
{
    QString typed = text.trimmed();
    if (typed.isEmpty())
        return wrong(QStringLiteral("Type an address, such as http://127.0.0.1:5000/users."));
    if (typed.startsWith(u'/')) {
        if (base.isEmpty())
            return wrong(QStringLiteral("A path alone goes to the server in this window, and that "
                                        "one doesn't listen. Start it, or type a whole address."));
        typed.prepend(base.toString(QUrl::RemovePath | QUrl::RemoveQuery));
    }

    static const QRegularExpression form(
            QStringLiteral("^(?:([A-Za-z][A-Za-z0-9+.-]*)://)?([^/?#]*)([^#]*)"));
    const auto match = form.match(typed);
    const QString scheme
            = match.hasCaptured(1) ? match.captured(1).toLower() : QStringLiteral("http");
    if (scheme != QLatin1String("http") && scheme != QLatin1String("https"))
        return wrong(QStringLiteral("%1:// can't be sent; http:// and https:// can.").arg(scheme));
    if (match.captured(2).contains(u'@'))
        return wrong(QStringLiteral("A user name in the address isn't sent; use an Authorization "
                                    "header."));

    const QUrl url(scheme + QStringLiteral("://") + match.captured(2), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0)
        return wrong(QStringLiteral("%1 is not a host and port.").arg(match.captured(2)));

    Address address;
    address.secure = scheme == QLatin1String("https");
    address.host = url.host(QUrl::EncodeUnicode);
    address.port = quint16(url.port(address.secure ? 443 : 80));
    address.authority = url.authority(QUrl::EncodeUnicode).toLatin1();
    address.target = encodeTarget(match.captured(3));
    return address;
}

} // namespace frontdesk
