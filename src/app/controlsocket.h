// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"

#include <QString>

#include <tl/expected.hpp>

namespace frontdesk {

/// The local socket `frontdesk.sock` in a data folder, through which a running
/// Frontdesk is asked by its subcommands. Only who may use the folder and is its
/// owner gets in (0600).
///
/// The client sends one line, `{"command":"backup","arguments":{…}}`; the answers
/// are lines, too: any number of `{"progress":{"done":1,"total":9}}`, at least one
/// a second, then one `{"result":{…}}` or `{"error":{"code":"…","detail":"…"}}`,
/// after which the server closes. A client that closes gives the command up.
///
/// Errors are errno's.
class ControlSocket
{
public:
    /// The longest line, its end included.
    static constexpr qint64 maxLine = 65'536;

    /// A listening socket, not blocking. What is there under that name, left by a
    /// process that was killed, goes: the caller holds the folder's lock.
    static tl::expected<Descriptor, int> listen(const QString &folder);
    /// A connected one, blocking.
    static tl::expected<Descriptor, int> connect(const QString &folder);
    static void remove(const QString &folder);
};

} // namespace frontdesk
