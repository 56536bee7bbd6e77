// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/csvuserreader.h"

#include <csv.h>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr size_t sliceBytes = 16 << 10;
constexpr size_t growBytes = 4 << 10;

void start(csv_parser &parser)
{
    // Every line end is reported, so that lines can be counted.
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_blk_size(&parser, growBytes);
    // Blanks are part of a field (RFC 4180 §2.4); libcsv would drop them.
    csv_set_space_func(&parser, [](unsigned char) { return 0; });
}

std::string normalised(std::string_view column)
{
    const size_t begin = std::min(column.find_first_not_of(" \t"), column.size());
    column.remove_prefix(begin);
    std::string name(column.substr(0, column.find_last_not_of(" \t") + 1));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return name;
}

} // namespace

CsvUserReader::CsvUserReader(Sink sink)
    : UserReader(std::move(sink))
    , m_parser(std::make_unique<csv_parser>())
{
    start(*m_parser);
}

CsvUserReader::~CsvUserReader()
{
    csv_free(m_parser.get());
}

Result<void> CsvUserReader::parse(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto slice = bytes.substr(0, sliceBytes);
        bytes.remove_prefix(slice.size());
        m_anyRowEnded = false;
        if (auto parsed = parseSlice(slice); !parsed)
            return parsed;
        m_rowBytes = m_anyRowEnded ? 0 : m_rowBytes + slice.size();
        if (m_rowBytes > maxRowBytes)
            return rowTooLong();
    }
    return {};
}

Result<void> CsvUserReader::parseSlice(std::string_view slice)
{
    const auto onField = [](void *text, size_t size, void *self) {
        static_cast<CsvUserReader *>(self)->fieldEnded(
                { text ? static_cast<const char *>(text) : "", size });
    };
    const auto onRow = [](int terminator, void *self) {
        static_cast<CsvUserReader *>(self)->rowEnded(terminator);
    };
    while (!slice.empty()) {
        if (m_passingOver) {
            if (auto passed = passOver(slice); !passed)
                return passed;
            continue;
        }
        const size_t taken
                = csv_parse(m_parser.get(), slice.data(), slice.size(), onField, onRow, this);
        if (m_failed)
            return failure(*m_failed);
        if (taken == slice.size())
            return {};
        if (csv_error(m_parser.get()) != CSV_EPARSE)
            return failure(ErrorKind::Unavailable, QStringLiteral("out_of_memory"),
                           QStringLiteral("The server is out of memory."));
        slice.remove_prefix(taken);
        const auto error
                = badRow("malformed_csv",
                         QStringLiteral("A field with quotes in it must be quoted as a whole, and "
                                        "each of its quotes doubled."));
        if (!m_columns)
            return malformed("malformed_csv", error.value().detail);
        report(m_line, error);
        m_passingOver = true;
    }
    return {};
}

/// To the end of the line, where a new row may begin.
Result<void> CsvUserReader::passOver(std::string_view &bytes)
{
    const size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    bytes.remove_prefix(end);
    if (bytes.empty())
        return {};
    for (size_t i = 0; i < m_parser->entry_pos; ++i) // of a quoted field, not reported yet
        breakLine(char(m_parser->entry_buf[i]));
    csv_free(m_parser.get());
    start(*m_parser);
    m_column = 0;
    m_passingOver = false;
    return {};
}

Result<void> CsvUserReader::end()
{
    if (m_passingOver)
        return {};
    const auto onField = [](void *text, size_t size, void *self) {
        static_cast<CsvUserReader *>(self)->fieldEnded(
                { text ? static_cast<const char *>(text) : "", size });
    };
    const auto onRow = [](int terminator, void *self) {
        static_cast<CsvUserReader *>(self)->rowEnded(terminator);
    };
    if (csv_fini(m_parser.get(), onField, onRow, this) != 0)
        return malformed("unexpected_end",
                         QStringLiteral("A quoted field of this row is not "
                                        "closed."));
    if (!m_columns && !m_failed)
        checkColumns();
    return m_failed ? Result<void>(failure(*m_failed)) : Result<void>();
}

void CsvUserReader::fieldEnded(std::string_view field)
{
    m_afterReturn = false;
    for (const char c : field)
        breakLine(c);
    m_afterReturn = false;
    if (!m_columns)
        nameColumn(field);
    else if (m_column == m_columns->name)
        m_name = field;
    else if (m_column == m_columns->email)
        m_email = field;
    ++m_column;
}

void CsvUserReader::rowEnded(int terminator)
{
    if (m_failed)
        return;
    m_anyRowEnded = true;
    if (const int fields = std::exchange(m_column, 0); fields == 0) {
        // an empty line, or the second half of CRLF
    } else if (!m_columns) {
        checkColumns();
    } else if (fields != m_columns->count) {
        report(m_line,
               badRow("field_count",
                      QStringLiteral("This row has %1 fields, the first row %2; a field "
                                     "with a comma in it must be quoted.")
                              .arg(fields)
                              .arg(m_columns->count)));
    } else {
        report(m_line, draftFromTexts(m_name, m_email));
    }
    if (terminator >= 0)
        breakLine(char(terminator));
    if (!m_failed)
        m_line = m_nextLine;
}

void CsvUserReader::nameColumn(std::string_view field)
{
    const std::string column = normalised(field);
    for (const auto &[name, place] :
         { std::pair("name", &m_naming.name), std::pair("email", &m_naming.email) }) {
        if (column != name)
            continue;
        if (*place >= 0 && !m_failed)
            m_failed = malformed("repeated_column",
                                 QStringLiteral("The column %1 is there twice.")
                                         .arg(QLatin1String(name)))
                               .value();
        *place = m_column;
    }
    ++m_naming.count;
}

void CsvUserReader::checkColumns()
{
    QStringList missing;
    if (m_naming.name < 0)
        missing += QStringLiteral("name");
    if (m_naming.email < 0)
        missing += QStringLiteral("email");
    if (missing.isEmpty()) {
        m_columns = m_naming;
        return;
    }
    m_failed = malformed("missing_column",
                         QStringLiteral("The first row must name the columns, separated by commas; "
                                        "there is no column %1.")
                                 .arg(missing.join(QStringLiteral(" and no column "))))
                       .value();
}

/// CRLF, LF and a lone CR each end a line.
void CsvUserReader::breakLine(char c)
{
    if (c == '\r' || (c == '\n' && !m_afterReturn))
        ++m_nextLine;
    m_afterReturn = c == '\r';
}

} // namespace frontdesk
