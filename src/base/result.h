// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <utility>

namespace frontdesk {

/// A value, or why there is none. Expected failures travel this way; exceptions
/// don't cross a function that returns a Result.
template <typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, QString code, QString detail)
{
    return tl::unexpected<Error>(Error { kind, std::move(code), std::move(detail), {} });
}

[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace frontdesk
