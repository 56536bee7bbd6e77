// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/querytext.h"

#include <QStringList>

namespace frontdesk {

namespace {

struct Pieces
{
    QString path; ///< all before the query
    QString query; ///< without its ?
    QString fragment; ///< with its #
};

Pieces piecesOf(const QString &url)
{
    Pieces pieces { url, {}, {} };
    if (const qsizetype hash = url.indexOf(u'#'); hash >= 0) {
        pieces.fragment = url.mid(hash);
        pieces.path.truncate(hash);
    }
    if (const qsizetype mark = pieces.path.indexOf(u'?'); mark >= 0) {
        pieces.query = pieces.path.mid(mark + 1);
        pieces.path.truncate(mark);
    }
    return pieces;
}

QString escaped(QString text, bool isName)
{
    text.replace(u'&', QLatin1String("%26")).replace(u'#', QLatin1String("%23"));
    if (isName)
        text.replace(u'=', QLatin1String("%3D"));
    return text;
}

} // namespace

QList<DraftField> queryFields(const QString &url)
{
    const QString query = piecesOf(url).query;
    if (query.isEmpty())
        return {};
    QList<DraftField> fields;
    for (const QString &item : query.split(u'&')) {
        const qsizetype sign = item.indexOf(u'=');
        if (sign < 0)
            fields.append({ true, item, QString() });
        else
            fields.append({ true, item.left(sign), item.mid(sign + 1) });
    }
    return fields;
}

QString withQuery(const QString &url, const QList<DraftField> &fields)
{
    QStringList items;
    for (const DraftField &field : fields) {
        if (!field.enabled)
            continue;
        QString item = escaped(field.name, true);
        if (!field.value.isNull())
            item += u'=' + escaped(field.value, false);
        items.append(item);
    }
    const Pieces pieces = piecesOf(url);
    return pieces.path + (items.isEmpty() ? QString() : u'?' + items.join(u'&')) + pieces.fragment;
}

QList<DraftField> mergedQuery(const QList<DraftField> &before, const QString &url)
{
    const QList<DraftField> enabled = queryFields(url);
    QList<DraftField> merged;
    qsizetype taken = 0;
    for (const DraftField &field : before) {
        if (!field.enabled)
            merged.append(field);
        else if (taken < enabled.size())
            merged.append(enabled[taken++]);
    }
    return merged + enabled.mid(taken);
}

} // namespace frontdesk
