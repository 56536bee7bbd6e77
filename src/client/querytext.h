// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"

#include <QList>
#include <QString>

namespace frontdesk {

// The query of an address and a table of its fields, kept alike. Both hold the
// text as somebody typed it: nothing is decoded, so nothing changes that nobody
// has touched (%20 stays %20, + stays +, "a" doesn't become "a=").

/// The fields of the query of @p url, in order, repeated ones too.
QList<DraftField> queryFields(const QString &url);

/// @p url with the enabled ones of @p fields as its query. What would end a field
/// (& and #, = in a name) is percent-encoded.
QString withQuery(const QString &url, const QList<DraftField> &fields);

/// The fields of the query of @p url, and the disabled ones of @p before where they
/// stood among the others.
QList<DraftField> mergedQuery(const QList<DraftField> &before, const QString &url);

} // namespace frontdesk
