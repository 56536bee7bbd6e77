// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "twolinedelegate.h"

#include <QApplication>
#include <QPainter>

namespace frontdesk {

namespace {
constexpr int margin = 5;
}

TwoLineDelegate::TwoLineDelegate(ContentOf contentOf, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_contentOf(std::move(contentOf))
{ }

void TwoLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    const Content content = m_contentOf(index);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const auto toned = [&](Tone tone) { return selected ? text : colour(tone, option.palette); };

    const QRect inner = option.rect.adjusted(margin + 3, margin, -margin - 3, -margin);
    const int line = option.fontMetrics.height();
    const QRect first(inner.left(), inner.top(), inner.width(), line);
    const QRect second = first.translated(0, line);
    const int rightWidth = option.fontMetrics.horizontalAdvance(content.right) + 2 * margin;
    QFont bold = option.font;
    bold.setBold(true);

    painter->save();
    painter->setFont(bold);
    painter->setPen(toned(content.tone));
    const QRect headline = first.adjusted(0, 0, -rightWidth, 0);
    painter->drawText(
            headline, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(bold).elidedText(content.headline, Qt::ElideRight, headline.width()));
    painter->setFont(option.font);
    painter->setPen(toned(Tone::Muted));
    painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, content.right);
    painter->setPen(text);
    painter->drawText(
            second, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(content.details, Qt::ElideRight, second.width()));
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 0, 2 * option.fontMetrics.height() + 2 * margin };
}

} // namespace frontdesk
