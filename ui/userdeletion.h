// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/user.h"

#include <QFrame>
#include <QList>
#include <QTimer>

#include <memory>

namespace frontdesk {

class UserStore;

namespace Ui {
class UserDeletion;
}

/// A bar that says which users are about to be deleted. They are, in one
/// transaction, when its time is up, when it is told so, and when the program is
/// closed; until then nothing is written, so a crash deletes nobody. Users whom
/// somebody has changed since they were seen stay.
class UserDeletion : public QFrame
{
    Q_OBJECT

public:
    static constexpr int seconds = 10;

    explicit UserDeletion(QWidget *parent = nullptr);
    ~UserDeletion() override;

    /// @p store outlives the bar or its replacement. What is still to be deleted
    /// from the one before is deleted now.
    void setStore(UserStore *store);
    /// Adds to those that are about to be deleted, and starts their time anew.
    void add(const QList<User> &users);
    void undo();
    bool isLeaving(qint64 id) const;

signals:
    /// isLeaving() has changed.
    void changed();
    /// Empty: nothing to tell.
    void told(const QString &sentence);

private:
    void deleteNow();
    void tick();
    void present();

    std::unique_ptr<Ui::UserDeletion> ui;
    UserStore *m_store = nullptr;
    QList<User> m_users;
    QTimer m_timer { this };
    int m_secondsLeft = 0;
};

} // namespace frontdesk
