// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userreader.h"

#include "transfer/csvuserreader.h"
#include "transfer/jsonuserreader.h"

namespace frontdesk {

UserReader::~UserReader() = default;

std::unique_ptr<UserReader> UserReader::make(UserFormat format, Sink sink)
{
    switch (format) {
    case UserFormat::Json:
        break;
    case UserFormat::Csv:
        return std::make_unique<CsvUserReader>(std::move(sink));
    case UserFormat::NdJson:
        return std::make_unique<NdJsonUserReader>(std::move(sink));
    }
    return std::make_unique<JsonUserReader>(std::move(sink));
}

Result<void> UserReader::feed(std::string_view bytes)
{
    if (m_begun)
        return parse(bytes);
    m_head.append(bytes);
    return m_head.size() < 3 ? Result<void>() : begin();
}

Result<void> UserReader::finish()
{
    if (!m_begun) {
        if (auto begun = begin(); !begun)
            return begun;
    }
    return end();
}

Result<void> UserReader::begin()
{
    m_begun = true;
    const std::string head = std::exchange(m_head, {});
    std::string_view bytes = head;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
        return malformed("not_utf8", QStringLiteral("The file is UTF-16; save it as UTF-8."));
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    return parse(bytes);
}

tl::unexpected<Error> UserReader::malformed(const char *code, const QString &detail) const
{
    return failure(ErrorKind::Malformed, QString::fromLatin1(code),
                   QStringLiteral("Line %1: %2").arg(m_line).arg(detail));
}

tl::unexpected<Error> UserReader::rowTooLong() const
{
    return malformed("row_too_long", QStringLiteral("This row is longer than 1 MiB."));
}

} // namespace frontdesk
