// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace frontdesk {

/// A row of a table of names and values. In a query a null value means that there
/// is no "=".
struct DraftField
{
    bool enabled = true;
    QString name;
    QString value;

    /// A null value is not an empty one.
    bool operator==(const DraftField &other) const
    {
        return enabled == other.enabled && name == other.name && value == other.value
                && value.isNull() == other.value.isNull();
    }
    bool isBlank() const { return name.isEmpty() && value.isEmpty(); }
};

/// A part of a multipart body: a text or a file.
struct DraftPart
{
    bool enabled = true;
    QString name;
    QString value; ///< the text, or the file's path
    bool isFile = false;

    bool operator==(const DraftPart &) const = default;
    bool isBlank() const { return name.isEmpty() && value.isEmpty(); }
};

/// A request as somebody edits it: nothing in it needs to be right. What is not in
/// force (rows that are switched off, the body of another kind) is kept.
struct RequestDraft
{
    enum class BodyKind { None, Json, Text, Form, Multipart, File };
    enum class Auth { None, Basic, Bearer };

    QString method = QStringLiteral("GET");
    QString url; ///< as typed, with its query
    QList<DraftField> query; ///< the rows of the URL's query, and those switched off
    QList<DraftField> headers;
    BodyKind bodyKind = BodyKind::None;
    QString text; ///< of Json and Text
    QList<DraftField> form;
    QList<DraftPart> parts;
    QString file; ///< the path of what File sends
    Auth auth = Auth::None;
    QString user;
    QString password;
    QString token;

    bool operator==(const RequestDraft &) const = default;

    QByteArray toJson() const;
    /// None where it is no draft; what is missing is as in a new one.
    static std::optional<RequestDraft> fromJson(const QByteArray &json);
};

/// The first enabled field of that name, whatever its case; null where there is none.
const DraftField *enabledField(const QList<DraftField> &fields, const char *name);

} // namespace frontdesk
