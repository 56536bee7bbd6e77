// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/repeatedusers.h"

#include <QHashFunctions>

#include <algorithm>
#include <tuple>

namespace frontdesk {

namespace {

// Seeded, so that nobody can make up texts that clash.
quint64 hashOf(std::string_view text, size_t seed = QHashSeed::globalSeed())
{
    return qHashBits(text.data(), text.size(), seed);
}

} // namespace

void RepeatedUsers::add(const std::vector<UserDraft> &drafts, const std::vector<qint64> &lines)
{
    for (size_t i = 0; i < drafts.size(); ++i)
        m_marks.push_back({ hashOf(foldedEmail(drafts[i].email)),
                            hashOf(drafts[i].name, hashOf(drafts[i].email)), lines[i] });
}

void RepeatedUsers::forgetTaken(const std::vector<ImportFate> &fates)
{
    auto kept = m_marks.end() - qsizetype(fates.size());
    auto mark = kept;
    for (const ImportFate fate : fates) {
        if (fate != ImportFate::Taken)
            *kept++ = *mark;
        ++mark;
    }
    m_marks.erase(kept, m_marks.end());
}

std::vector<qint64> RepeatedUsers::clashingLines()
{
    std::sort(m_marks.begin(), m_marks.end(), [](const Mark &one, const Mark &other) {
        return std::tie(one.email, one.line) < std::tie(other.email, other.line);
    });
    std::vector<qint64> lines;
    const Mark *first = nullptr; // of those with its e-mail
    for (const Mark &mark : m_marks) {
        if (!first || mark.email != first->email)
            first = &mark;
        else if (mark.user != first->user)
            lines.push_back(mark.line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace frontdesk
