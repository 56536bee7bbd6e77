// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QAbstractItemView;

namespace frontdesk {

class ErrorLabel;

/// A field that lies over a cell of a view, and below it what is to be said of the
/// text. Not an editor of the view's own: that would go with its row.
class CellField : public QLineEdit
{
    Q_OBJECT

public:
    /// How the field was left: with Return, with Tab or Shift+Tab, or for another
    /// place in the window.
    enum class Way { Return, Forward, Backward, Elsewhere };

    /// @p view is its parent, in effect, and outlives it.
    explicit CellField(QAbstractItemView &view);
    ~CellField() override;

    /// In the viewport's coordinates; wider where a text would have no room.
    void layOver(const QRect &cell);
    /// Why the text isn't taken; empty: nothing is wrong.
    void showError(const QString &sentence);
    /// Something that isn't the text's fault.
    void showNote(const QString &sentence);
    bool isWrong() const { return m_wrong; }
    QString sentence() const;

signals:
    void submitted(frontdesk::CellField::Way way);
    /// Escape.
    void givenUp();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &sentence, bool wrong);
    void placeBubble();

    QAbstractItemView &m_view;
    ErrorLabel *m_bubble;
    bool m_wrong = false;
};

} // namespace frontdesk
