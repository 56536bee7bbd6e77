// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fielddelegate.h"

#include <QCompleter>
#include <QLineEdit>

namespace frontdesk {

namespace {

QStringList fieldNames()
{
    static const QStringList names
            = QStringLiteral("Accept Accept-Charset Accept-Encoding Accept-Language "
                             "Access-Control-Request-Headers Access-Control-Request-Method "
                             "Authorization Cache-Control Connection Content-Disposition "
                             "Content-Encoding Content-Language Content-Length Content-Type Cookie "
                             "Date Expect Forwarded From Host Idempotency-Key If-Match "
                             "If-Modified-Since If-None-Match If-Range If-Unmodified-Since "
                             "Last-Event-ID Origin Pragma Prefer Range Referer Sec-Fetch-Site TE "
                             "Trailer Transfer-Encoding Upgrade User-Agent Via X-Api-Key "
                             "X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto X-Request-Id")
                      .split(u' ');
    return names;
}

QStringList valuesOf(const QString &name)
{
    const QString field = name.toLower();
    if (field == QLatin1String("accept") || field == QLatin1String("content-type"))
        return QStringLiteral("application/json|application/merge-patch+json|"
                              "application/problem+json|application/x-ndjson|"
                              "application/x-www-form-urlencoded|application/octet-stream|"
                              "multipart/form-data|text/csv|text/event-stream|text/html|text/plain")
                .split(u'|');
    if (field == QLatin1String("authorization"))
        return { QStringLiteral("Basic "), QStringLiteral("Bearer ") };
    if (field == QLatin1String("cache-control"))
        return { QStringLiteral("no-cache"), QStringLiteral("no-store") };
    if (field == QLatin1String("connection"))
        return { QStringLiteral("close"), QStringLiteral("keep-alive") };
    if (field == QLatin1String("accept-encoding"))
        return { QStringLiteral("gzip, deflate"), QStringLiteral("identity") };
    if (field == QLatin1String("prefer"))
        return { QStringLiteral("wait=10") };
    return {};
}

} // namespace

QWidget *FieldDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line)
        return editor;
    auto *self = const_cast<FieldDelegate *>(this); // a signal changes nothing in it
    connect(line, &QLineEdit::textChanged, self, [self, line] { emit self->commitData(line); });
    const bool isName = index.column() == 0;
    line->setAccessibleName(isName ? tr("Name") : tr("Value"));
    if (!m_headers)
        return editor;
    const QStringList offers
            = isName ? fieldNames() : valuesOf(index.siblingAtColumn(0).data().toString());
    if (!offers.isEmpty()) {
        auto *completer = new QCompleter(offers, line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        line->setCompleter(completer);
    }
    return editor;
}

/// What the editor wrote comes back from the model: its cursor must stay.
void FieldDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line || line->text() != index.data(Qt::EditRole).toString())
        QStyledItemDelegate::setEditorData(editor, index);
}

} // namespace frontdesk
