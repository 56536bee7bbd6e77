// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace frontdesk {

/// The parameters of a task with the secrets that TaskKind::takeSecrets() took out
/// of them: objects are laid over objects, anything else is put in place. Both are
/// JSON objects, @p secrets may be empty.
QByteArray withSecrets(const QByteArray &params, const QByteArray &secrets);

} // namespace frontdesk
