// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/taskfiles.h"

#include "base/task.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <array>

namespace frontdesk {

namespace {

constexpr std::array folders = { "uploads", "exports", "backups" };
constexpr std::chrono::milliseconds uploadGrace = std::chrono::minutes(10);

QString inFolder(const char *folder, const QString &file)
{
    return QLatin1String(folder) + u'/' + file;
}

QString suffixOf(UserFormat format)
{
    const auto name = toString(format);
    return QLatin1String(name.data(), qsizetype(name.size()));
}

QString fileIn(const QByteArray &object)
{
    return QJsonDocument::fromJson(object).object().value(QLatin1String("file")).toString();
}

QString timeStamp()
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
}

/// A file that is being written, or was when the program died.
bool isPartial(const QString &fileName)
{
    return fileName.startsWith(u'.') || fileName.endsWith(QLatin1String(".part"));
}

} // namespace

Result<void> TaskFiles::prepare() const
{
    for (const char *folder : folders) {
        const QString path = this->path(QLatin1String(folder));
        if (!QDir().mkpath(path))
            return failure(ErrorKind::Io, QStringLiteral("unreadable"),
                           QStringLiteral("Cannot make the folder %1.").arg(path));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QDir inside(path);
        for (const QString &name : inside.entryList(QDir::Files | QDir::Hidden)) {
            if (isPartial(name))
                QFile::remove(inside.filePath(name));
        }
    }
    return {};
}

QString TaskFiles::newUpload(UserFormat format)
{
    const QString number = QString::number(QRandomGenerator::system()->generate64(), 16)
                                   .rightJustified(16, u'0');
    return inFolder("uploads", number + u'.' + suffixOf(format));
}

std::optional<UserFormat> TaskFiles::formatOfUpload(const QString &name)
{
    static const QRegularExpression pattern(
            QRegularExpression::anchoredPattern(QStringLiteral("uploads/[0-9a-f]{16}\\.([a-z]+)")));
    const auto match = pattern.match(name);
    return match.hasMatch() ? userFormatFromString(match.captured(1).toStdString()) : std::nullopt;
}

QString TaskFiles::newExport(qint64 task, UserFormat format)
{
    return inFolder("exports",
                    QStringLiteral("users-%1-%2.%3").arg(task).arg(timeStamp(), suffixOf(format)));
}

QString TaskFiles::newBackup(qint64 task)
{
    return inFolder("backups", QStringLiteral("frontdesk-%1-%2.db").arg(task).arg(timeStamp()));
}

QString TaskFiles::keptFor(const Task &task)
{
    const bool completed = task.state == TaskState::Completed;
    if (completed && (task.kind == "export_users" || task.kind == "backup"))
        return fileIn(task.result);
    if (!completed && task.kind == "import_users")
        return fileIn(task.params);
    return {};
}

std::optional<TaskFiles::Product> TaskFiles::productOf(const Task &task) const
{
    const QString name = keptFor(task);
    if (name.isEmpty() || task.state != TaskState::Completed)
        return std::nullopt;
    const QFileInfo file(name);
    const auto format = userFormatFromString(file.suffix().toStdString());
    return Product { path(name), file.fileName().toLatin1(),
                     format ? mediaType(*format) : QByteArrayLiteral("application/vnd.sqlite3") };
}

QList<QString> TaskFiles::removable(std::chrono::milliseconds keepFor) const
{
    QList<QString> names;
    const auto now = QDateTime::currentDateTimeUtc();
    for (const char *folder : folders) {
        const bool areUploads = folder == folders.front();
        const auto grace = areUploads ? uploadGrace : keepFor;
        if (grace.count() == 0)
            continue;
        for (const QFileInfo &file : QDir(path(QLatin1String(folder))).entryInfoList(QDir::Files)) {
            if (!isPartial(file.fileName()) && file.lastModified() < now.addMSecs(-grace.count()))
                names.append(inFolder(folder, file.fileName()));
        }
    }
    return names;
}

Result<bool> TaskFiles::roomFor(qint64 bytes) const
{
    for (const QFileInfo &file :
         QDir(path(QLatin1String(folders.front()))).entryInfoList(QDir::Files))
        bytes += file.size();
    if (bytes <= uploadsTogether)
        return true;
    return failure(ErrorKind::Busy, QStringLiteral("uploads_full"),
                   QStringLiteral("The files that wait to be imported are more than this server "
                                  "keeps: try again when some are done."));
}

} // namespace frontdesk
