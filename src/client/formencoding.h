// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace frontdesk {

/// The enabled fields as application/x-www-form-urlencoded (WHATWG URL §5.2).
QByteArray formEncoded(const QList<DraftField> &fields);

/// The fields of @p encoded, if these bytes come out of them again; else none, and
/// a table of fields would change what is sent.
std::optional<QList<DraftField>> formFieldsExactly(const QByteArray &encoded);

} // namespace frontdesk
