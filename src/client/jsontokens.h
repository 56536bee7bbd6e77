// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

namespace frontdesk {

/// A stretch of a line of JSON that has a colour of its own.
struct JsonToken
{
    enum class Kind { Key, String, Number, Literal };

    Kind kind;
    qsizetype begin = 0;
    qsizetype size = 0;

    bool operator==(const JsonToken &) const = default;
};

/// Of one line, right or wrong: in JSON no token goes beyond its line.
QList<JsonToken> jsonTokens(QStringView line);

} // namespace frontdesk
