// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace frontdesk {

/// An address on @p server as a path, which means whatever the server in the window is
/// called at the time; any other address, or with no server, as it is. "localhost" is
/// somebody's choice of a name and stays, as does an address that is only half typed.
QString pathOnServer(const QString &address, const QUrl &server);

/// The other way: a path with @p server before it.
QString addressOnServer(const QString &path, const QUrl &server);

} // namespace frontdesk
