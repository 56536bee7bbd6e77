// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/lineindex.h"

#include <algorithm>
#include <cstring>

namespace frontdesk {

namespace {

bool isInsideSequence(char byte)
{
    return (quint8(byte) & 0xc0) == 0x80;
}

} // namespace

LineIndex::Row LineIndex::rowFrom(const Mark &mark) const
{
    const qint64 limit = std::min(mark.begin + rowBytes, qint64(m_text.size()));
    const auto *found = static_cast<const char *>(
            std::memchr(m_text.data() + mark.begin, '\n', size_t(limit - mark.begin)));
    qint64 end = found ? found - m_text.data() : limit;
    // A long row is not cut within a character of UTF-8.
    if (!found && end < m_text.size() && m_text[end] != '\n') {
        for (int back = 0; back < 3 && isInsideSequence(m_text[end]); ++back)
            --end;
    }
    return { mark.begin, end, mark.line, mark.continues };
}

LineIndex::Mark LineIndex::markAfter(QByteArrayView text, const Row &row)
{
    const bool lineEnds = row.end < text.size() && text[row.end] == '\n';
    return { row.end + (lineEnds ? 1 : 0), row.line + (lineEnds ? 1 : 0), !lineEnds };
}

std::optional<LineIndex> LineIndex::build(QByteArrayView text, const std::stop_token &stop)
{
    LineIndex index;
    index.m_text = text;
    Mark mark { 0, 1, false };
    for (;;) {
        if (index.m_rowCount % step == 0) {
            if (stop.stop_requested())
                return {};
            index.m_marks.append(mark);
        }
        ++index.m_rowCount;
        const Row row = index.rowFrom(mark);
        mark = markAfter(text, row);
        // What follows the last line end is a row only if there is anything.
        if (mark.begin >= text.size())
            break;
    }
    index.m_lineCount = mark.continues ? mark.line : mark.line - 1;
    return index;
}

LineIndex::Row LineIndex::row(qint64 number) const
{
    Row row = rowFrom(m_marks[number / step]);
    for (qint64 left = number % step; left > 0; --left)
        row = rowFrom(markAfter(m_text, row));
    return row;
}

qint64 LineIndex::rowAt(qint64 offset) const
{
    const auto next
            = std::upper_bound(m_marks.begin(), m_marks.end(), offset,
                               [](qint64 wanted, const Mark &mark) { return wanted < mark.begin; });
    qint64 number = (next - m_marks.begin() - 1) * step;
    for (Row row = rowFrom(*(next - 1)); number + 1 < m_rowCount; ++number) {
        const Mark mark = markAfter(m_text, row);
        if (offset < mark.begin)
            break;
        row = rowFrom(mark);
    }
    return number;
}

} // namespace frontdesk
