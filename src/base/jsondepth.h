// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace frontdesk {

/// How deep the objects and arrays of a JSON text (RFC 8259 §9: a parser may limit
/// it) nest; 0: there is none. For texts from outside, to be asked before a parser
/// sees them: it needs no stack. Of a text that is no JSON it is as much as its
/// brackets say.
int jsonDepth(std::string_view json);

} // namespace frontdesk
