// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notificationmodel.h"

#include <QFrame>
#include <QTimer>

#include <memory>

namespace frontdesk {

namespace Ui {
class Toast;
}

/// A notification in the lower right corner of its parent that goes by itself; one of
/// a failure stays longer, and those of completed tasks don't push it away. It is part
/// of the window, so that it never takes the focus; a click leads to the list.
class Toast : public QFrame
{
    Q_OBJECT

public:
    explicit Toast(QWidget *parent);
    ~Toast() override;

    void show(const Notification &notification);

signals:
    void clicked();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void moveToCorner();

    std::unique_ptr<Ui::Toast> ui;
    QTimer m_timer;
    bool m_failed = false; ///< what is shown
};

} // namespace frontdesk
