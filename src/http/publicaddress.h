// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>

namespace frontdesk {

/// Whether @p address belongs to the public Internet: none of the special-purpose
/// blocks of IANA's registries (RFC 6890), such as loopback, private, link-local
/// and shared ones (RFC 1122, 1918, 3927, 6598), nor multicast. An IPv4 address
/// within an IPv6 one counts as itself where it is mapped (RFC 4291) or translated
/// (RFC 6052); older forms of embedding (compatible, 6to4, Teredo) don't count.
bool isPublicAddress(const QHostAddress &address);

} // namespace frontdesk
