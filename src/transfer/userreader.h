// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"
#include "base/userencoder.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace frontdesk {

/// A row of a file: a user, or every reason why it is none (the error's fields).
struct UserRow
{
    qint64 line = 0; ///< where it begins, counted from 1
    Result<UserDraft> draft;
};

/// Reads users from a text that comes in pieces, however it was cut. Memory is
/// bounded by the longest row. UTF-8, with or without a byte order mark.
///
/// CSV (RFC 4180, lines ended by CRLF, LF or CR): the first row names the columns, in
/// any order and ASCII case; columns other than name and email are ignored, as
/// are empty lines. JSON: an array of objects. NDJSON: an object a line; empty
/// lines are ignored. Unknown keys are ignored, an `id` too: ids are the server's.
///
/// Thread-confined.
class UserReader
{
public:
    /// No longer row is read, whatever the format.
    static constexpr size_t maxRowBytes = 1 << 20;
    static constexpr int maxJsonDepth = 64;

    using Sink = std::function<void(UserRow &&)>;

    /// @p sink is called within feed() and finish(), once for each row.
    static std::unique_ptr<UserReader> make(UserFormat format, Sink sink);
    virtual ~UserReader();
    UserReader(const UserReader &) = delete;
    UserReader &operator=(const UserReader &) = delete;

    /// A row that doesn't validate is a row. An error is one of the file, behind
    /// which nothing more can be read; line() is where. Malformed "not_utf8",
    /// "malformed_csv", "malformed_json", "missing_column", "repeated_column",
    /// "array_required", "row_too_long", "unexpected_end". Neither call may follow
    /// an error.
    Result<void> feed(std::string_view bytes);
    /// The text has ended.
    Result<void> finish();

    /// The line that is being read, counted from 1; after an error that of the error.
    qint64 line() const { return m_line; }

protected:
    explicit UserReader(Sink sink)
        : m_sink(std::move(sink))
    { }

    virtual Result<void> parse(std::string_view bytes) = 0;
    virtual Result<void> end() = 0;

    void report(qint64 line, Result<UserDraft> draft) { m_sink({ line, std::move(draft) }); }
    tl::unexpected<Error> malformed(const char *code, const QString &detail) const;
    tl::unexpected<Error> rowTooLong() const;

    qint64 m_line = 1;

private:
    Result<void> begin();

    const Sink m_sink;
    std::string m_head; // the first bytes, until they tell the encoding
    bool m_begun = false;
};

/// What is wrong with a row as a whole: an Invalid error with one entry, whose
/// field is empty.
tl::unexpected<Error> badRow(const char *code, const QString &detail);

/// UserDraft::fromJson() for texts that are there as UTF-8, much faster for plain
/// ASCII. Errors as there, and "invalid_utf8".
Result<UserDraft> draftFromTexts(std::string_view name, std::string_view email);

/// One JSON value. @p offset, for errors that aren't of a field: where in @p json.
/// Errors as of UserDraft::fromJson(), and badRow() with "malformed_json",
/// "invalid_utf8", "json_too_deep" or "object_required".
Result<UserDraft> draftFromJson(std::string_view json, qsizetype &offset);

} // namespace frontdesk
