// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace frontdesk {

/// What went wrong, as far as a caller may act on it. The server maps each
/// kind to one HTTP status, the window to one sentence.
enum class ErrorKind {
    Malformed, ///< the text itself is broken: 400
    Forbidden, ///< 403
    NotFound, ///< 404
    Conflict, ///< it clashes with what is stored: 409
    PreconditionFailed, ///< 412
    TooLarge, ///< 413
    UnsupportedType, ///< 415
    Misdirected, ///< a foreign authority: 421
    Invalid, ///< well formed, but it does not validate; see Error::fields: 422
    Busy, ///< a lock or a pool was not free in time; the same may succeed later: 503
    Io, ///< a disk is full or failed: 503
    Unavailable, ///< shutting down or not open: 503
    Cancelled, ///< nobody will supply the value any more: 503
    Internal, ///< a defect of ours: 500
};

/// One field that does not validate.
struct FieldError
{
    QString field; ///< its key in the body or query
    QString code; ///< stable, for programs: "required", "too_long", …
    QString detail; ///< a sentence for people

    bool operator==(const FieldError &) const = default;
};

/// A failure as a value. @p detail is safe to show to a client: never SQL, a
/// path or a stack.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString code; ///< stable, for programs: "user_not_found"
    QString detail; ///< a sentence for people
    QList<FieldError> fields; ///< every field that is wrong, not just the first
};

} // namespace frontdesk
