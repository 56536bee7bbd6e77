// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QToolButton;

namespace frontdesk {

class Timeline;
class TimelineView;

/// The timeline with its buttons: follow or stand still, how much of the past.
class TimelinePanel : public QWidget
{
    Q_OBJECT

public:
    /// @p timeline outlives the panel.
    explicit TimelinePanel(Timeline &timeline, QWidget *parent = nullptr);

signals:
    void exchangeActivated(int thread, quint64 id);
    void taskActivated(qint64 id);

private:
    void presentSpan(qint64 ns);
    void presentFollowing(bool following);

    TimelineView *m_view = nullptr;
    QToolButton *m_pause = nullptr;
    QComboBox *m_span = nullptr;
};

} // namespace frontdesk
