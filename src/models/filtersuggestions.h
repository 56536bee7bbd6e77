// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangefilter.h"

#include <QStringList>

#include <functional>

namespace frontdesk {

/// How what is being written could go on.
struct FilterSuggestions
{
    qsizetype position = 0; ///< they stand for the text from here to the cursor
    QStringList texts; ///< none is what is there already
};

/// Values of a key that the log has, such as paths.
using SeenValues = std::function<QStringList(ExchangeFilter::Key)>;

/// Keys, and after a colon values: those everybody knows and those @p seen.
/// @p text ends at the cursor.
FilterSuggestions filterSuggestions(const QString &text, const SeenValues &seen = {});

} // namespace frontdesk
