// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate.h"

#include "server/target.h"

namespace frontdesk {

namespace {

bool isOurs(std::string_view authority)
{
    const auto host = hostOf(authority);
    return host == "127.0.0.1" || host == "[::1]" || equalsIgnoreCase(host, "localhost");
}

Error crossSite(const char *detail)
{
    return { ErrorKind::Forbidden, QStringLiteral("cross_site"), QString::fromLatin1(detail), {} };
}

} // namespace

/// "http://127.0.0.1:5000" where that is what the client calls us.
bool Gate::isOwnOrigin(std::string_view origin, std::string_view authority) const
{
    const std::string_view scheme = m_own == Scheme::Https ? "https://" : "http://";
    return equalsIgnoreCase(origin.substr(0, scheme.size()), scheme)
            && equalsIgnoreCase(origin.substr(scheme.size()), authority);
}

std::optional<Error> Gate::check(const Message &message, bool changesState) const
{
    // HTTP/1.0 clients may leave Host out; no browser does.
    if (!message.authority.empty() && !isOurs(message.authority))
        return Error { ErrorKind::Misdirected,
                       QStringLiteral("foreign_authority"),
                       QStringLiteral(
                               "This server answers for localhost, 127.0.0.1 and [::1] only."),
                       {} };
    if (message.scheme != Scheme::None && message.scheme != m_own) // RFC 9110 §7.4
        return Error { ErrorKind::Misdirected,
                       QStringLiteral("foreign_scheme"),
                       m_own == Scheme::Https
                               ? QStringLiteral("This server answers for https:// only.")
                               : QStringLiteral("This server answers for http:// only."),
                       {} };
    if (!changesState)
        return std::nullopt;
    const auto site = message.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin" && site != "none")
        return crossSite("A page of another site asked for a change; that is refused.");
    const auto origin = message.header("Origin");
    if (!origin.empty() && !isOwnOrigin(origin, message.authority))
        return crossSite(
                "The Origin is not this server's own; changes from elsewhere are refused.");
    return std::nullopt;
}

} // namespace frontdesk
