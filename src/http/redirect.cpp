// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/redirect.h"

#include "base/secrets.h"
#include "http/webclient.h"

#include <QUrl>

namespace frontdesk {

namespace {

auto refused(const char *why)
{
    return failure(ErrorKind::Forbidden, QStringLiteral("redirect_refused"),
                   QStringLiteral("The answer was a redirect %1, which is not followed.")
                           .arg(QLatin1String(why)));
}

bool isSameOrigin(const Address &a, const Address &b)
{
    return a.secure == b.secure && a.port == b.port
            && a.host.compare(b.host, Qt::CaseInsensitive) == 0;
}

bool isAboutTheBody(const HeaderField &field)
{
    return field.name.size() >= 8
            && field.name.first(8).compare("Content-", Qt::CaseInsensitive) == 0;
}

} // namespace

bool isRedirect(const IncomingResponse &response)
{
    const int status = response.status;
    return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)
            && !response.header("Location").isEmpty();
}

Result<void> follow(const IncomingResponse &response, WebRequest &request)
{
    const auto from = Address::parse(request.url);
    if (!from)
        return failure(from.error());
    const QUrl location(QString::fromUtf8(response.header("Location")));
    const QUrl target = QUrl(request.url).resolved(location).adjusted(QUrl::RemoveFragment);
    if (!target.userInfo().isEmpty())
        return refused("with a user name");
    const auto to = Address::parse(target.toString(QUrl::FullyEncoded));
    if (!to || target.scheme().isEmpty())
        return refused("to something that is no http or https address");
    if (from->secure && !to->secure)
        return refused("from https to http");

    request.url = target.toString(QUrl::FullyEncoded);
    if (!isSameOrigin(*from, *to))
        request.headers.removeIf(
                [](const HeaderField &field) { return isSecretField(field.name); });
    const bool asksAnew = response.status == 303
            ? request.method != "HEAD"
            : response.status < 303 && request.method == "POST";
    if (asksAnew) {
        request.method = "GET";
        request.body.clear();
        request.headers.removeIf(isAboutTheBody);
    }
    return {};
}

} // namespace frontdesk
