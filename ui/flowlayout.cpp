// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flowlayout.h"

#include <QWidget>

#include <algorithm>
#include <utility>

namespace frontdesk {

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(6);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[size_t(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

QList<FlowLayout::Row> FlowLayout::rowsFor(int width) const
{
    QList<Row> rows;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue; // hidden
        if (rows.isEmpty() || widthOf(rows.constLast() + Row { item.get() }) > width)
            rows.append(Row());
        rows.last().append(item.get());
    }
    return rows;
}

int FlowLayout::widthOf(const Row &row) const
{
    int width = int(row.size() - 1) * spacing();
    for (const QLayoutItem *item : row)
        width += item->sizeHint().width();
    return width;
}

int FlowLayout::heightOf(const Row &row)
{
    int height = 0;
    for (const QLayoutItem *item : row)
        height = std::max(height, item->sizeHint().height());
    return height;
}

int FlowLayout::heightForWidth(int width) const
{
    const auto rows = rowsFor(width);
    int height = std::max(0, int(rows.size() - 1)) * spacing();
    for (const Row &row : rows)
        height += heightOf(row);
    return height;
}

/// All in one row.
QSize FlowLayout::sizeHint() const
{
    const auto rows = rowsFor(QWIDGETSIZE_MAX);
    return rows.isEmpty() ? QSize()
                          : QSize(widthOf(rows.constFirst()), heightOf(rows.constFirst()));
}

/// As wide as the widest, and as high as it is at its present width: a parent asks for
/// the height of a width where there is room to choose, and not where there is too little.
QSize FlowLayout::minimumSize() const
{
    QSize size(0, m_height);
    for (const auto &item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    if (std::exchange(m_height, heightForWidth(rect.width())) != m_height)
        parentWidget()->updateGeometry();
    int y = rect.top();
    for (const Row &row : rowsFor(rect.width())) {
        int x = rect.left();
        int spare = std::max(0, rect.width() - widthOf(row));
        const int height = heightOf(row);
        for (QLayoutItem *item : row) {
            QSize size(std::min(item->sizeHint().width(), rect.width()), item->sizeHint().height());
            if (item->expandingDirections() & Qt::Horizontal)
                size.rwidth() += std::exchange(spare, 0);
            item->setGeometry({ { x, y + (height - size.height()) / 2 }, size });
            x += size.width() + spacing();
        }
        y += height + spacing();
    }
}

} // namespace frontdesk
