// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/serverplace.h"

namespace frontdesk {

namespace {

QString originOf(const QUrl &server)
{
    return server.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace

QString pathOnServer(const QString &address, const QUrl &server)
{
    const QString origin = originOf(server);
    if (origin.isEmpty() || !address.startsWith(origin, Qt::CaseInsensitive))
        return address;
    const QString rest = address.mid(origin.size());
    if (rest.startsWith(u'/'))
        return rest;
    // Port 5000 is no beginning of 50001.
    const bool ends = rest.isEmpty() || rest.startsWith(u'?') || rest.startsWith(u'#');
    return ends ? u'/' + rest : address;
}

QString addressOnServer(const QString &path, const QUrl &server)
{
    return path.startsWith(u'/') ? originOf(server) + path : path;
}

} // namespace frontdesk
