// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

#include <optional>
#include <stop_token>

namespace frontdesk {

/// Where the lines of a large text are, so that a view finds any of them at once.
/// Remembers each 128th: some bytes for a megabyte. A line of more than rowBytes
/// bytes is several rows, so that one line of 100 MB is as good as many.
class LineIndex
{
public:
    static constexpr qint64 rowBytes = 1'000;

    struct Row
    {
        qint64 begin = 0;
        qint64 end = 0; ///< without its line end
        qint64 line = 1; ///< counted from 1
        bool continues = false; ///< it is a later row of its line
    };

    LineIndex() = default;
    /// Reads all of @p text, which outlives the index; none if stopped. Any thread.
    static std::optional<LineIndex> build(QByteArrayView text, const std::stop_token &stop = {});

    qint64 rowCount() const { return m_rowCount; }
    qint64 lineCount() const { return m_lineCount; }
    /// 0 <= @p row < rowCount().
    Row row(qint64 row) const;
    /// The row that holds the byte at @p offset.
    qint64 rowAt(qint64 offset) const;

private:
    static constexpr qint64 step = 128;

    struct Mark
    {
        qint64 begin;
        qint64 line;
        bool continues;
    };

    Row rowFrom(const Mark &mark) const;
    /// Of the row behind that one.
    static Mark markAfter(QByteArrayView text, const Row &row);

    QByteArrayView m_text;
    QList<Mark> m_marks; ///< of rows 0, step, 2 * step, …
    qint64 m_rowCount = 0;
    qint64 m_lineCount = 0;
};

} // namespace frontdesk
