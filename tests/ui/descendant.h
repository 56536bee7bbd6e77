// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace frontdesk {

/// What @p root has somewhere under that name; a test that looks for what isn't there ends.
template <typename T>
T *descendant(const QObject &root, const char *name)
{
    auto *found = root.findChild<T *>(QLatin1String(name));
    if (!found)
        qFatal("no %s", name);
    return found;
}

} // namespace frontdesk
