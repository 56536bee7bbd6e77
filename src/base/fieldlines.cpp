// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fieldlines.h"

namespace frontdesk {

namespace {

template <typename Take>
void forEachPart(QByteArrayView text, char separator, Take take)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(separator);
        take(end < 0 ? text : text.first(end));
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
}

QString decoded(QByteArrayView encoded)
{
    const QByteArray spaced = encoded.toByteArray().replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(spaced));
}

} // namespace

QList<FieldLine> fieldLines(QByteArrayView head)
{
    QList<FieldLine> fields;
    forEachPart(head, '\n', [&fields](QByteArrayView line) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            fields.append({ line.first(colon), line.sliced(colon + 1).trimmed() });
    });
    return fields;
}

QByteArrayView fieldValue(QByteArrayView head, QByteArrayView name)
{
    for (const FieldLine &field : fieldLines(head)) {
        if (field.name.compare(name, Qt::CaseInsensitive) == 0)
            return field.value;
    }
    return {};
}

QList<FormField> formFields(QByteArrayView encoded)
{
    QList<FormField> fields;
    forEachPart(encoded, '&', [&fields](QByteArrayView part) {
        if (part.isEmpty())
            return;
        const qsizetype equals = part.indexOf('=');
        if (equals < 0)
            fields.append({ decoded(part), {} });
        else
            fields.append({ decoded(part.first(equals)), decoded(part.sliced(equals + 1)) });
    });
    return fields;
}

QByteArrayView queryOf(QByteArrayView target)
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
}

} // namespace frontdesk
