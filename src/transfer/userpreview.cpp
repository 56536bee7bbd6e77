// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userpreview.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qint64 pieceBytes = 64 << 10;

tl::unexpected<Error> unreadable(const QString &detail)
{
    return failure(ErrorKind::Io, QStringLiteral("file_unreadable"), detail);
}

/// What can be said without a look into it.
Result<qint64> sizeOf(const QFileInfo &file, qint64 mostBytes)
{
    if (!file.exists())
        return failure(ErrorKind::NotFound, QStringLiteral("no_file"),
                       QStringLiteral("There is no such file."));
    if (file.isDir())
        return unreadable(QStringLiteral("This is a folder; choose a file."));
    if (!file.isFile()) // opening a pipe would wait for somebody who writes
        return unreadable(QStringLiteral("This is not a regular file."));
    if (file.size() == 0)
        return failure(ErrorKind::Malformed, QStringLiteral("empty_file"),
                       QStringLiteral("The file is empty."));
    if (const auto checked = checkImportSize(file.size(), mostBytes); !checked)
        return failure(checked.error());
    return file.size();
}

} // namespace

Result<void> checkImportSize(qint64 bytes, qint64 mostBytes)
{
    if (bytes <= mostBytes)
        return {};
    constexpr qint64 mebibyte = 1 << 20;
    return failure(ErrorKind::TooLarge, QStringLiteral("file_too_large"),
                   QStringLiteral("The file has %1 MiB; an import takes %2 MiB at most. Split it "
                                  "into several, or raise the setting max-import-size.")
                           .arg((bytes + mebibyte - 1) / mebibyte)
                           .arg(mostBytes / mebibyte));
}

UserFormat guessUserFormat(const QString &name, std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    const size_t first = head.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && head[first] == '[')
        return UserFormat::Json;
    if (first != std::string_view::npos && head[first] == '{')
        return UserFormat::NdJson;
    const QString suffix = QFileInfo(name).suffix().toLower();
    if (suffix == QLatin1String("json"))
        return UserFormat::Json;
    if (suffix == QLatin1String("ndjson") || suffix == QLatin1String("jsonl"))
        return UserFormat::NdJson;
    return UserFormat::Csv;
}

Result<UserPreview> previewUsers(const QString &path, std::optional<UserFormat> format,
                                 qint64 mostBytes)
{
    const auto size = sizeOf(QFileInfo(path), mostBytes);
    if (!size)
        return failure(size.error());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(QStringLiteral("The file cannot be read: %1.").arg(file.errorString()));
    UserPreview preview;
    preview.bytes = *size;
    QByteArray piece = file.read(pieceBytes);
    preview.format
            = format.value_or(guessUserFormat(path, { piece.constData(), size_t(piece.size()) }));
    const auto reader = UserReader::make(preview.format, [&preview](UserRow &&row) {
        if (preview.rows.size() < UserPreview::mostRows)
            preview.rows.push_back(std::move(row));
        else
            preview.more = true;
    });
    Result<void> read;
    for (; read && !preview.more && !piece.isEmpty(); piece = file.read(pieceBytes))
        read = reader->feed({ piece.constData(), size_t(piece.size()) });
    if (file.error() != QFileDevice::NoError)
        return unreadable(QStringLiteral("The file cannot be read: %1.").arg(file.errorString()));
    if (read && !preview.more)
        read = reader->finish();
    if (!read && !preview.more) // else it is far behind these rows, and the import's to find
        preview.unreadable = read.error();
    return preview;
}

} // namespace frontdesk
