// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

#include <memory>
#include <vector>

namespace frontdesk {

/// Items side by side, and in further rows where they don't fit. What a row has left
/// is given to its item that wants to expand.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    using Row = QList<QLayoutItem *>;

    QList<Row> rowsFor(int width) const;
    int widthOf(const Row &row) const;
    static int heightOf(const Row &row);

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    int m_height = 0; ///< at the present width
};

} // namespace frontdesk
