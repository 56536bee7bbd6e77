// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QtGlobal>

#include <optional>

namespace frontdesk {

class JsonWriter;

/// What is wrong with a row of a file.
struct RowError
{
    qint64 line = 0; ///< where the row begins, counted from 1
    FieldError error; ///< its field is empty where it is about the row as a whole

    bool operator==(const RowError &) const = default;
};

/// What came of an import.
struct ImportReport
{
    static constexpr qsizetype maxErrors = 1'000;

    qint64 rows = 0; ///< that were read
    qint64 created = 0;
    qint64 unchanged = 0; ///< rows whose user was there already, name and e-mail alike
    qint64 failed = 0; ///< rows that are no users, or whose e-mail is taken
    QList<RowError> errors; ///< the first of them by line, maxErrors at most
    qint64 errorsLeftOut = 0; ///< so many more there were
    /// The file could be read so far only; what stands before was.
    std::optional<Error> unreadable;
    bool cancelled = false;

    /// Notes that a row failed, for each of its fields that is wrong.
    void fail(qint64 line, const QList<FieldError> &fields);
    bool isClean() const { return failed == 0 && !unreadable; }
};

/// {"rows":…,"created":…,"unchanged":…,"failed":…,"cancelled":…,"unreadable":…,
/// "errors":[{"line":…,"field":…,"code":…,"detail":…}],"errors_left_out":…}:
/// `unreadable` is a sentence or null. Some 300 KiB at most.
void writeJson(JsonWriter &json, const ImportReport &report);
/// What writeJson() wrote: the result of an import's task. None: it isn't one.
std::optional<ImportReport> importReportFromJson(const QByteArray &json);

} // namespace frontdesk
