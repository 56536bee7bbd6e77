// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/userencoder.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace frontdesk {

struct Task;

/// The files that tasks read and write, in three folders of the data folder:
/// `uploads` to import, `exports` and `backups`. Their names are made here and hold
/// no word of a client's; what is under such a name is whole. A cheap value; any
/// thread.
class TaskFiles
{
public:
    /// What has been uploaded and waits, all together: more is refused.
    static constexpr qint64 uploadsTogether = 1 << 30;

    explicit TaskFiles(QString dataFolder)
        : m_dataFolder(std::move(dataFolder))
    { }

    /// Makes the folders, and removes what a crash has left half written. Nobody
    /// works with them yet. Blocks. Errors: Io "unreadable".
    Result<void> prepare() const;

    // Names within the data folder:

    /// "uploads/9f86d081884c7d65.csv": one that nobody uses.
    static QString newUpload(UserFormat format);
    /// What newUpload() can have made, and nothing else. The format, or none.
    static std::optional<UserFormat> formatOfUpload(const QString &name);
    /// "exports/users-12-20261122T090000Z.csv". With the time, since a restored backup
    /// may give a number to another task, which must not take the file of the first.
    static QString newExport(qint64 task, UserFormat format);
    /// "backups/frontdesk-12-20261122T090000Z.db".
    static QString newBackup(qint64 task);
    /// The file that is kept for a task for as long as that is: what it made, or what
    /// it is to import and hasn't yet. Empty: none.
    static QString keptFor(const Task &task);

    QString path(const QString &name) const { return m_dataFolder + u'/' + name; }

    /// Something that clients may fetch.
    struct Product
    {
        QString path;
        QByteArray fileName; ///< "users-12-20261122T090000Z.csv"
        QByteArray mediaType;
    };
    /// None: the task has made no file.
    std::optional<Product> productOf(const Task &task) const;

    /// Names of files that may go if no task has them: uploads after ten minutes, since
    /// theirs may not be stored yet; what tasks have made after @p keepFor (0: never),
    /// so that a database that is restored doesn't cost the backups that followed it.
    /// Blocks.
    QList<QString> removable(std::chrono::milliseconds keepFor) const;
    /// Whether so many more may be uploaded. Blocks. Errors: Busy "uploads_full".
    Result<bool> roomFor(qint64 bytes) const;

private:
    QString m_dataFolder;
};

} // namespace frontdesk
