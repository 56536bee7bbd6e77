// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/webclient.h"

#include <QHostAddress>

#include <functional>

namespace frontdesk {

inline bool isAnyAddress(const QHostAddress &)
{
    return true;
}

/// Allows one address only.
inline std::function<bool(const QHostAddress &)> only(const char *address)
{
    return [allowed = QHostAddress(QString::fromLatin1(address))](const QHostAddress &each) {
        return each == allowed;
    };
}

inline WebRequest get(const QString &url)
{
    WebRequest request;
    request.url = url;
    return request;
}

} // namespace frontdesk
