// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/exportuserskind.h"

#include "base/jsonwriter.h"
#include "transfer/userexport.h"

#include <algorithm>

namespace frontdesk {

QList<TaskParameter> ExportUsersKind::parameters() const
{
    QStringList formats;
    for (const auto format : { UserFormat::Csv, UserFormat::Json, UserFormat::NdJson })
        formats += QLatin1String(toString(format).data(), qsizetype(toString(format).size()));
    return { { .name = QStringLiteral("format"),
               .type = TaskParameter::Type::Choice,
               .help = QT_TRANSLATE_NOOP("TaskParameter", "What the file is to hold."),
               .preset = formats.constFirst(),
               .choices = formats } };
}

Result<QJsonObject> ExportUsersKind::check(const QJsonObject &params) const
{
    const QJsonValue format = params.value(u"format");
    if (format.isUndefined())
        return QJsonObject { { QStringLiteral("format"), QStringLiteral("csv") } };
    if (userFormatFromString(format.toString().toStdString()))
        return QJsonObject { { QStringLiteral("format"), format } };
    const auto detail = QStringLiteral("format must be csv, json or ndjson.");
    return failure({ ErrorKind::Invalid,
                     QStringLiteral("validation_failed"),
                     detail,
                     { { QStringLiteral("params.format"),
                         format.isString() ? QStringLiteral("unknown_format")
                                           : QStringLiteral("wrong_type"),
                         detail } } });
}

Async<Result<QByteArray>> ExportUsersKind::run(TaskContext &context) const
{
    const std::string format = context.params().value(u"format").toString().toStdString();
    ExportOptions options;
    options.format = userFormatFromString(format).value_or(UserFormat::Csv);
    options.progress = [&context](const ExportProgress &progress) {
        context.progress(progress.written, std::max(progress.users, progress.written));
        return !context.stopRequested();
    };
    const QString name = TaskFiles::newExport(context.taskId(), options.format);
    const auto report = co_await exportUsers(m_users, m_files.path(name), options);
    if (!report)
        co_return failure(report.error());
    context.progress(report->users, report->users);
    JsonWriter json;
    json.beginObject().key("file").value(name).key("format").value(format);
    json.key("users").value(report->users).key("bytes").value(report->bytes).endObject();
    co_return json.bytes();
}

} // namespace frontdesk
