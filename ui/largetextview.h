// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/largebody.h"
#include "client/textsearch.h"

#include <QAbstractScrollArea>

namespace frontdesk {

/// Shows a text of any size, or bytes as hex: only the rows in sight are read and
/// painted. Lines are numbered; long ones go on in further rows, marked with an arrow.
/// Text can be selected with mouse and keys and copied, up to 64 MiB.
class LargeTextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit LargeTextView(QWidget *parent = nullptr);

    void setBody(const ShownBody &body);
    void clear();

    /// Marks these, each of @p size bytes.
    void setMatches(const TextMatches &matches, qint64 size);
    /// One of them, counted from 0, comes into sight and is selected.
    void showMatch(qsizetype index);

    qint64 rowCount() const;
    /// As painted, without its number.
    QString rowText(qint64 row) const;
    qint64 firstVisibleRow() const;
    QString selectedText() const;

signals:
    /// A sentence about what can't be done.
    void told(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Row
    {
        qint64 begin, end; ///< in the bytes
        qint64 line; ///< 0: it has no number
        bool continues;
    };

    Row rowAt(qint64 row) const;
    qint64 rowOf(qint64 offset) const;
    qint64 offsetAt(const QPoint &point) const;
    QString textOf(const Row &row) const;
    int xOf(const QString &text, qsizetype characters) const;
    void paintRow(QPainter &painter, const Row &row, int top) const;
    void paintStretch(QPainter &painter, const Row &row, const QString &text, int top, qint64 begin,
                      qint64 end, const QColor &fill) const;
    void paintText(QPainter &painter, const QString &text, int baseline) const;
    void moveTo(qint64 offset, bool select);
    void showRow(qint64 row);
    void copy();
    void selectAll();
    void updateScrollBars();
    int rowHeight() const;
    int gutter() const;
    int rowsInSight() const;

    static constexpr int margin = 6;

    ShownBody m_body;
    TextMatches m_matches;
    qint64 m_matchSize = 0;
    qsizetype m_match = -1; ///< the one that was shown last
    qint64 m_anchor = 0, m_cursor = 0; ///< of the selection, in bytes
    int m_widest = 0; ///< pixels, of the rows painted so far
};

} // namespace frontdesk
