// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <string>
#include <string_view>

namespace frontdesk {

class Reply;
struct Message;

/// How the client learns where a body ends (RFC 9112 §6).
enum class Framing { None, Length, Chunked, UntilClose };

struct AnswerHead
{
    Framing framing = Framing::Length;
    bool keepAlive = true;
    std::string_view dateField;
    std::string_view requestId;
};

/// Writes status line, fields and the empty line over @p out.
void writeHead(std::string &out, const Message &request, const Reply &reply,
               const AnswerHead &head);

} // namespace frontdesk
