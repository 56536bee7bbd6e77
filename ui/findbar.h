// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace frontdesk {

/// A line below a text to search in it: what is typed is looked for a moment later,
/// Return goes to the next place, Shift+Return to the one before, Escape closes it.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Shows it, with what it held selected.
    void open();
    QString words() const;
    /// How many places there are (@p more: at least), and which is shown, from 0.
    void setPlaces(qsizetype count, bool more);
    qsizetype current() const { return m_current; }

signals:
    void wordsChanged(const QString &words);
    void placeChosen(qsizetype index);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void step(qsizetype by);
    void close();
    void updateCount();

    QLineEdit *m_edit;
    QLabel *m_count;
    QToolButton *m_previous, *m_next;
    qsizetype m_places = 0;
    bool m_more = false;
    qsizetype m_current = -1;
};

} // namespace frontdesk
