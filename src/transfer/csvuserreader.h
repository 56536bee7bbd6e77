// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/userreader.h"

#include <optional>

struct csv_parser;

namespace frontdesk {

/// CSV, taken apart by libcsv in its strict mode. A row whose quotes are wrong is
/// reported and passed over to the end of its line.
class CsvUserReader final : public UserReader
{
public:
    explicit CsvUserReader(Sink sink);
    ~CsvUserReader() override;

private:
    struct Columns
    {
        int name = -1;
        int email = -1;
        int count = 0;
    };

    Result<void> parse(std::string_view bytes) override;
    Result<void> end() override;

    Result<void> parseSlice(std::string_view slice);
    Result<void> passOver(std::string_view &bytes);
    void fieldEnded(std::string_view field);
    void rowEnded(int terminator);
    void nameColumn(std::string_view field);
    void checkColumns();
    void breakLine(char terminator);

    const std::unique_ptr<csv_parser> m_parser;
    std::optional<Columns> m_columns; // null: the first row isn't complete
    Columns m_naming;
    std::optional<Error> m_failed; // from within a callback
    std::string m_name, m_email;
    int m_column = 0; // of the present row
    size_t m_rowBytes = 0;
    qint64 m_nextLine = 1; // where the bytes stand; m_line is where their row began
    bool m_afterReturn = false; // a line feed now ends no further line
    bool m_passingOver = false;
    bool m_anyRowEnded = false;
};

} // namespace frontdesk
