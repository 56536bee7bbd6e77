// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frontdesk {

/// The query of a target, decoded as a form is (WHATWG URL §5.1): '+' is a space.
/// Texts are UTF-8, and there as long as this is.
class QueryParameters
{
public:
    /// Errors: Malformed, for a key that is not among @p known (the detail lists
    /// them), one given twice, or text that isn't UTF-8.
    static Result<QueryParameters> parse(std::string_view query,
                                         std::initializer_list<std::string_view> known);

    std::optional<std::string_view> text(std::string_view key) const;
    /// A decimal number. Malformed where it isn't one from @p least to @p most.
    Result<qint64> number(std::string_view key, qint64 least, qint64 most, qint64 otherwise) const;

private:
    std::vector<std::pair<std::string, std::string>> m_values; // a few: searched one by one
};

} // namespace frontdesk
