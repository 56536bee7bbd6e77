// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangefilter.h"

#include <QStringView>

#include <optional>

namespace frontdesk {

/// The numbers of a filter: "404", "4xx", ">=400", "10ms..2s", "1.5KB". Nothing
/// where @p text is no such thing, or a range whose end is before its beginning.
std::optional<ExchangeFilter::Range> statusRange(QStringView text);
std::optional<ExchangeFilter::Range> durationRange(QStringView text); ///< in ns
std::optional<ExchangeFilter::Range> sizeRange(QStringView text); ///< in bytes

} // namespace frontdesk
