// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace frontdesk {

/// A line of a head (RFC 9110 §5), without white space around the value; a view
/// into it.
struct FieldLine
{
    QByteArrayView name;
    QByteArrayView value;
};

/// The lines of a head as an Exchange keeps it, each ended by CRLF.
QList<FieldLine> fieldLines(QByteArrayView head);

/// The value of the first field of that name, whatever its case; null where there
/// is none.
QByteArrayView fieldValue(QByteArrayView head, QByteArrayView name);

/// A name and its value in a query or a form's body.
struct FormField
{
    QString name;
    QString value;
};

/// application/x-www-form-urlencoded (WHATWG URL §5.1), in order; bytes that are
/// not UTF-8 turn into U+FFFD.
QList<FormField> formFields(QByteArrayView encoded);

/// What stands behind the `?` of a target; empty where there is none.
QByteArrayView queryOf(QByteArrayView target);

} // namespace frontdesk
