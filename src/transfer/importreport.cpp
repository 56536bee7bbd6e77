// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/importreport.h"

#include "base/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace frontdesk {

void ImportReport::fail(qint64 line, const QList<FieldError> &fields)
{
    ++failed;
    for (const FieldError &field : fields) {
        const auto place = std::upper_bound(errors.begin(), errors.end(), line,
                                            [](qint64 l, const RowError &e) { return l < e.line; });
        if (errors.size() < maxErrors || place != errors.end())
            errors.insert(place, { line, field });
        else
            ++errorsLeftOut;
        if (errors.size() > maxErrors) {
            errors.removeLast();
            ++errorsLeftOut;
        }
    }
}

void writeJson(JsonWriter &json, const ImportReport &report)
{
    json.beginObject().key("rows").value(report.rows).key("created").value(report.created);
    json.key("unchanged").value(report.unchanged).key("failed").value(report.failed);
    json.key("cancelled").value(report.cancelled).key("unreadable");
    if (report.unreadable)
        json.value(report.unreadable->detail);
    else
        json.null();
    json.key("errors").beginArray();
    for (const RowError &row : report.errors) {
        json.beginObject().key("line").value(row.line).key("field").value(row.error.field);
        json.key("code").value(row.error.code).key("detail").value(row.error.detail).endObject();
    }
    json.endArray().key("errors_left_out").value(report.errorsLeftOut).endObject();
}

std::optional<ImportReport> importReportFromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject object = document.object();
    if (!object[u"rows"].isDouble() || !object[u"errors"].isArray())
        return std::nullopt;
    ImportReport report;
    report.rows = object[u"rows"].toInteger();
    report.created = object[u"created"].toInteger();
    report.unchanged = object[u"unchanged"].toInteger();
    report.failed = object[u"failed"].toInteger();
    report.cancelled = object[u"cancelled"].toBool();
    if (const QJsonValue detail = object[u"unreadable"]; detail.isString())
        report.unreadable = Error { ErrorKind::Malformed, {}, detail.toString(), {} };
    const QJsonArray errors = object[u"errors"].toArray();
    for (const auto &entry : errors) {
        const QJsonObject row = entry.toObject();
        report.errors.append({ row[u"line"].toInteger(),
                               { row[u"field"].toString(), row[u"code"].toString(),
                                 row[u"detail"].toString() } });
    }
    report.errorsLeftOut = object[u"errors_left_out"].toInteger();
    return report;
}

} // namespace frontdesk
