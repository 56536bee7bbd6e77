// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/textbuffer.h"

#include <QByteArray>
#include <QString>

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

namespace frontdesk {

/// Writes compact JSON (RFC 8259) straight into one buffer, keys in the order
/// they are given. Strings are UTF-8 and taken to be valid.
///
/// ```
/// JsonWriter json;
/// json.beginObject().key("id").value(user.id).key("name").value(user.name).endObject();
/// return json.bytes();
/// ```
class JsonWriter
{
public:
    explicit JsonWriter(qsizetype bytes = 128) { reserve(bytes); }

    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }

    /// A key that needs no escaping: one of ours.
    JsonWriter &key(std::string_view plain);
    /// Where it is known at compile time it is written in a move or two.
    template <size_t size>
    JsonWriter &key(const char (&literal)[size])
    {
        wroteTo(putKey(separated(size + 2), { literal, size - 1 }));
        m_needsComma = false;
        return *this;
    }

    JsonWriter &value(std::string_view utf8);
    JsonWriter &value(const char *utf8) { return value(std::string_view(utf8)); }
    JsonWriter &value(const QByteArray &utf8);
    JsonWriter &value(const QString &text) { return value(text.toUtf8()); }
    JsonWriter &value(std::integral auto number) { return integer(qint64(number)); }
    JsonWriter &value(double number);
    JsonWriter &value(bool truth) { return raw(truth ? "true" : "false"); }
    /// A text that needs no escaping.
    JsonWriter &plain(std::string_view utf8);
    JsonWriter &null() { return raw("null"); }
    /// Ends a text of its own, for a list of them (NDJSON).
    JsonWriter &endLine();
    /// JSON text that is written already.
    JsonWriter &raw(std::string_view json);

    QByteArray bytes() const { return QByteArray(m_text.view().data(), size()); }

    /// For texts that leave piece by piece: what has been written since the last
    /// time; the next value goes on where that stopped.
    QByteArray take()
    {
        QByteArray written = bytes();
        m_text.clear();
        return written;
    }
    void reserve(qsizetype bytes) { m_text.reserve(size_t(bytes)); }
    qsizetype size() const { return qsizetype(m_text.size()); }

private:
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    JsonWriter &integer(qint64 number);
    JsonWriter &escaped(std::string_view utf8);

    static char *putKey(char *at, std::string_view plain)
    {
        *at++ = '"';
        at = TextBuffer::copy(at, plain);
        *at++ = '"';
        *at++ = ':';
        return at;
    }
    /// Room for @p most bytes of a key or a value, behind a comma if there has to be one.
    char *separated(size_t most)
    {
        char *at = m_text.room(most + 1);
        if (m_needsComma)
            *at++ = ',';
        m_needsComma = true;
        return at;
    }
    void wroteTo(const char *end) { m_text.wrote(size_t(end - m_text.view().end())); }

    TextBuffer m_text;
    bool m_needsComma = false;
};

} // namespace frontdesk
