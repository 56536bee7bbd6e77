// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <utility>

namespace frontdesk {

/// A table that rows are appended to and that loses them at its top, by the
/// thousand. While it follows, the last row stays in view; a scroll upwards ends
/// that, and then what one reads stays where it is. The selection only goes when
/// its row does, and never to another row. Home and End go to the first and the
/// last row, the latter follows again.
class LogView : public QTableView
{
    Q_OBJECT

public:
    explicit LogView(QWidget *parent = nullptr);

    /// Its keys and what they do.
    static QList<std::pair<QString, QString>> keys();

    bool isFollowing() const { return m_following; }
    void setFollowing(bool following);

    void setModel(QAbstractItemModel *model) override;
    void reset() override;
    /// Does nothing: to search 100,000 rows for a typed letter takes a second. The
    /// filter is there for that.
    void keyboardSearch(const QString &search) override;

signals:
    void followingChanged(bool following);

protected:
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void updateGeometries() override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void scrolled(int value);
    void holdStill(int removedAbove);

    bool m_following = true;
    bool m_adjusting = false;
};

} // namespace frontdesk
