// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/user.h"
#include "storage/importedusers.h"

#include <vector>

namespace frontdesk {

/// Which rows of a file have an e-mail that an earlier row has under another
/// name. Keeps 24 bytes a row: hashes in place of texts, so that one in 10^7 files
/// of a million rows may be refused for a clash that it doesn't have.
class RepeatedUsers
{
public:
    void add(const std::vector<UserDraft> &drafts, const std::vector<qint64> &lines);
    /// Of the drafts that were added last: those whose e-mail the table has aren't
    /// looked at.
    void forgetTaken(const std::vector<ImportFate> &fates);
    /// In the order of lines. Takes about a second for ten million rows.
    std::vector<qint64> clashingLines();

private:
    struct Mark
    {
        quint64 email; ///< ASCII case aside
        quint64 user; ///< name and e-mail
        qint64 line;
    };

    std::vector<Mark> m_marks;
};

} // namespace frontdesk
