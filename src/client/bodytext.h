// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace frontdesk {

/// A body as a text view can show it without stalling: bounded, in lines of
/// bounded length. Pure functions: large bodies are prepared on a pool thread.
struct BodyText
{
    QString text;
    QString note; ///< what is not shown as it came, for people; empty: nothing
    bool isCut = false; ///< there is more than it shows
    bool isJson = false; ///< indented JSON

    static constexpr qsizetype shownBytes = 256 << 10;
    static constexpr qsizetype lineLength = 2'000;
};

/// "application/json", "application/problem+json; charset=utf-8", …
bool saysJson(const QByteArray &contentType);
bool looksLikeJson(QByteArrayView body);
/// Its charset in lower case; empty where it names none.
QByteArray charsetOf(const QByteArray &contentType);

/// JSON indented, where it is JSON or says so; a form's fields decoded, a line each; bytes that
/// aren't text as a hex dump; everything else as it came.
BodyText prettyBody(const QByteArray &body, const QByteArray &contentType);

/// As it came; bytes that aren't text as a hex dump.
BodyText rawBody(const QByteArray &body, const QByteArray &contentType);

} // namespace frontdesk
