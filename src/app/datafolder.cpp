// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/datafolder.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QThread>

namespace frontdesk {

Result<DataFolder> DataFolder::reach(const QString &folder, std::chrono::milliseconds patience)
{
    if (!QDir(folder).exists())
        return failure(
                ErrorKind::NotFound, QStringLiteral("no_folder"),
                QStringLiteral("There is no data folder %1; name yours with --data.").arg(folder));
    for (const QDeadlineTimer deadline { patience };;) {
        if (auto running = ControlClient::connect(folder))
            return DataFolder { std::nullopt, std::move(*running) };
        auto lock = FolderLock::acquire(folder);
        if (lock)
            return DataFolder { std::move(*lock), std::nullopt };
        if (lock.error().kind != ErrorKind::Busy)
            return failure(lock.error());
        if (deadline.hasExpired())
            return failure(ErrorKind::Busy, QStringLiteral("not_reachable"),
                           QStringLiteral("Frontdesk runs on the data folder %1 but cannot be "
                                          "asked there. Try again, or stop it first.")
                                   .arg(folder));
        QThread::msleep(50); // neither a lock nor a socket tells when it is there
    }
}

QString DataFolder::requestLogIn(const QString &folder)
{
    return folder + QLatin1String("/requests.db");
}

QString DataFolder::databaseIn(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("frontdesk.db"));
}

} // namespace frontdesk
