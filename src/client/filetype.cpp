// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/filetype.h"

#include <QLatin1String>

namespace frontdesk {

namespace {

// Not QMimeDatabase, which reads megabytes when it is asked first.
constexpr struct
{
    const char *ending, *type;
} known[] = {
    { ".gif", "image/gif" },       { ".jpg", "image/jpeg" },        { ".jpeg", "image/jpeg" },
    { ".png", "image/png" },       { ".svg", "image/svg+xml" },     { ".txt", "text/plain" },
    { ".htm", "text/html" },       { ".html", "text/html" },        { ".pdf", "application/pdf" },
    { ".xml", "application/xml" }, { ".json", "application/json" }, { ".csv", "text/csv" },
};

} // namespace

QByteArray typeOfFile(const QString &path)
{
    for (const auto &[ending, type] : known) {
        if (path.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return type;
    }
    return "application/octet-stream";
}

} // namespace frontdesk
