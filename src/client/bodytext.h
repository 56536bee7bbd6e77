// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace frontdesk {

/// A body as a text view can show it without stalling: bounded, in lines of
/// bounded length. Pure functions: large bodies are prepared on a pool thread.
struct BodyText
{
    QString text;
    QString note; ///< what is not shown as it came, for people; empty: nothing

    static constexpr qsizetype shownBytes = 256 << 10;
    static constexpr qsizetype lineLength = 2'000;
};

/// JSON indented, where it is JSON or says so; a form's fields decoded, a line each; bytes that
/// aren't text as a hex dump; everything else as it came.
BodyText prettyBody(const QByteArray &body, const QByteArray &contentType);

/// As it came; bytes that aren't text as a hex dump.
BodyText rawBody(const QByteArray &body, const QByteArray &contentType);

} // namespace frontdesk
