// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/importuserskind.h"

#include "base/jsonwriter.h"
#include "transfer/userimport.h"

#include <QFile>

namespace frontdesk {

namespace {

/// Reports what is wrong with the parameters.
class Check
{
public:
    void report(const char *field, const char *code, const QString &detail)
    {
        m_errors.append({ QLatin1String("params.") + QLatin1String(field),
                          QString::fromLatin1(code), detail });
    }
    Result<QJsonObject> answer(QJsonObject checked) const
    {
        if (m_errors.isEmpty())
            return checked;
        return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"),
                         m_errors.first().detail, m_errors });
    }

private:
    QList<FieldError> m_errors;
};

Error unreadable(const Error &error)
{
    // Invalid: another attempt would read the same.
    return { ErrorKind::Invalid, error.code, error.detail, {} };
}

} // namespace

QList<TaskParameter> ImportUsersKind::parameters() const
{
    return { { .name = QStringLiteral("file"),
               .type = TaskParameter::Type::Upload,
               .help = QT_TRANSLATE_NOOP("TaskParameter",
                                         "The file, as POST /users/import has named it."),
               .required = true },
             { .name = QStringLiteral("atomic"),
               .type = TaskParameter::Type::Flag,
               .help = QT_TRANSLATE_NOOP("TaskParameter", "All of its users, or none."),
               .preset = false } };
}

Result<QJsonObject> ImportUsersKind::check(const QJsonObject &params) const
{
    Check check;
    const QJsonValue file = params.value(u"file"), atomic = params.value(u"atomic");
    const auto format = TaskFiles::formatOfUpload(file.toString());
    if (file.isUndefined())
        check.report(
                "file", "required",
                QStringLiteral("file is required: POST /users/import takes one and names it."));
    else if (!file.isString())
        check.report("file", "wrong_type", QStringLiteral("file must be a string."));
    else if (!format || !QFile::exists(m_files.path(file.toString())))
        check.report(
                "file", "no_such_upload",
                QStringLiteral("There is no such upload: send the file to POST /users/import."));
    if (!atomic.isUndefined() && !atomic.isBool())
        check.report("atomic", "wrong_type", QStringLiteral("atomic must be true or false."));
    return check.answer(
            { { QStringLiteral("file"), file }, { QStringLiteral("atomic"), atomic.toBool() } });
}

Async<Result<QByteArray>> ImportUsersKind::run(TaskContext &context) const
{
    const QJsonObject params = context.params();
    const QString name = params.value(u"file").toString();
    auto file = std::make_unique<QFile>(m_files.path(name));
    if (!file->open(QIODevice::ReadOnly))
        co_return failure(ErrorKind::Io, QStringLiteral("file_unreadable"),
                          QStringLiteral("The uploaded file cannot be read."));
    ImportOptions options;
    options.format = TaskFiles::formatOfUpload(name).value_or(UserFormat::Csv);
    options.atomic = params.value(u"atomic").toBool();
    // Two tasks may import one upload, and neither is to take back what the other stores.
    options.journal = name.toUtf8() + '#' + QByteArray::number(context.taskId());
    options.progress = [&context](const ImportProgress &progress) {
        context.progress(progress.bytes, progress.totalBytes,
                         QStringLiteral("%1 rows").arg(progress.rows));
        return !context.stopRequested();
    };
    auto importing = importUsers(m_users, std::move(file), std::move(options));
    const auto report = co_await importing;
    if (!report)
        co_return failure(report.error());
    if (report->cancelled)
        co_return failure(TaskContext::stopped());
    if (report->unreadable && report->rows == 0)
        co_return failure(unreadable(*report->unreadable));
    JsonWriter json(1024);
    writeJson(json, *report);
    co_return json.bytes();
}

} // namespace frontdesk
