// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "http/address.h"
#include "http/storedbytes.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

namespace frontdesk {

struct HeaderField
{
    QByteArray name;
    QByteArray value;

    bool operator==(const HeaderField &) const = default;
};

/// A piece of a body: bytes, or a file that is read while it is sent.
struct BodyPiece
{
    QByteArray bytes;
    QString file; ///< a path; empty: bytes it is
    qint64 size = 0; ///< what is announced; a file must still have it

    BodyPiece() = default;
    BodyPiece(const QByteArray &content)
        : bytes(content)
        , size(content.size())
    { }
    BodyPiece(const QString &path, qint64 fileSize)
        : file(path)
        , size(fileSize)
    { }
};

/// A request as it is sent: these fields in this order. Host, User-Agent, Accept,
/// Connection and Content-Length are added where they are not given.
struct OutgoingRequest
{
    QByteArray method = "GET";
    Address address;
    QList<HeaderField> headers;
    QList<BodyPiece> body; ///< one behind the other
    QHostAddress connectTo {}; ///< in place of looking the address's host up; null: look

    qint64 bodySize() const;
};

/// An answer as it came, chunks put together, nothing decompressed.
struct IncomingResponse
{
    int status = 0; ///< 0: none came
    QByteArray reason;
    int version = 11; ///< 10 or 11
    QList<HeaderField> headers; ///< in order, but fields of one name stand together
    StoredBytes body;
    qint64 announcedSize = -1; ///< its Content-Length; -1: none
    bool bodyCut = false; ///< it was larger than what is kept
    bool hasExcess = false; ///< more came than it announced, and was left out

    /// The first field of that name, whatever its case; empty where there is none.
    QByteArray header(QByteArrayView name) const;
};

/// What stands in an editor, one "Name: value" a line; empty lines are skipped.
/// Errors: Invalid, naming the line.
Result<QList<HeaderField>> parseHeaders(const QString &text);

/// Whether @p text is a token (RFC 9110 §5.6.2), as methods and field names are.
bool isToken(QByteArrayView text);

/// The head as it goes over the wire, up to its empty line.
QByteArray serializeHead(const OutgoingRequest &request);

} // namespace frontdesk
