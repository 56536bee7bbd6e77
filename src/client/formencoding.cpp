// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/formencoding.h"

#include "base/fieldlines.h"

namespace frontdesk {

namespace {

QByteArray encoded(const QString &text)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    QByteArray out;
    for (const char c : text.toUtf8()) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z') || c == '*' || c == '-' || c == '.' || c == '_';
        if (plain)
            out.append(c);
        else if (c == ' ')
            out.append('+');
        else
            out.append('%').append(hex[quint8(c) >> 4]).append(hex[quint8(c) & 15]);
    }
    return out;
}

} // namespace

QByteArray formEncoded(const QList<DraftField> &fields)
{
    QByteArrayList items;
    for (const DraftField &field : fields) {
        if (field.enabled)
            items.append(encoded(field.name) + '=' + encoded(field.value));
    }
    return items.join('&');
}

std::optional<QList<DraftField>> formFieldsExactly(const QByteArray &text)
{
    QList<DraftField> fields;
    for (const FormField &field : formFields(text))
        fields.append({ true, field.name, field.value });
    if (formEncoded(fields) != text)
        return {};
    return fields;
}

} // namespace frontdesk
