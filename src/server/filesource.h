// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bodysource.h"
#include "base/descriptor.h"

#include <QString>

#include <memory>

namespace frontdesk {

/// A file as a body, read in the pool, so that a slow disk holds up nobody. It stays
/// readable when somebody removes it meanwhile.
class FileSource final : public BodySource
{
public:
    /// Null: there is no such file, or it can't be opened.
    static std::unique_ptr<FileSource> open(const QString &path);

    Async<Result<QByteArray>> next() override;

private:
    explicit FileSource(Descriptor file)
        : m_file(std::make_shared<const Descriptor>(std::move(file)))
    { }

    const std::shared_ptr<const Descriptor> m_file; ///< a read under way may outlast this
    qint64 m_at = 0;
};

} // namespace frontdesk
