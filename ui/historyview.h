// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestbookfile.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;

namespace frontdesk {

class RequestBook;

/// The requests that were sent, newest first, to search and to open again.
class HistoryView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int shown = 300;

    explicit HistoryView(QWidget *parent = nullptr);

    /// Outlives the view, or is taken back with null.
    void setBook(RequestBook *book);
    void open();

signals:
    void entryActivated(qint64 id);
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void reload();
    void present(const QList<HistoryEntry> &entries);
    void activate(int row);

    RequestBook *m_book = nullptr;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_hint;
    QList<HistoryEntry> m_entries;
    QTimer m_reloadSoon;
    quint64 m_ticket = 0; ///< a newer search makes an answer stale
};

} // namespace frontdesk
