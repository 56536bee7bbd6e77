// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace frontdesk {

/// The media type that a file's name tells, for a part of a form: what curl would say
/// (its list is short), and JSON and CSV; application/octet-stream for all others.
QByteArray typeOfFile(const QString &path);

} // namespace frontdesk
