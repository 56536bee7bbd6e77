// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace frontdesk {

/// Which of @p offers (media types without parameters, the preferred first) a
/// client wants: the one with the highest quality in its Accept field (RFC 9110
/// §12.5.1). Returns its index; 0 where the field is missing, can't be understood
/// or accepts none of them: the field is a wish, and an answer in JSON helps more
/// than a 406.
size_t preferredType(std::string_view accept, std::span<const std::string_view> offers);

} // namespace frontdesk
