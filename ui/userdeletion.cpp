// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userdeletion.h"

#include "base/deliver.h"
#include "storage/userstore.h"
#include "ui_userdeletion.h"

#include <algorithm>
#include <utility>

namespace frontdesk {

using namespace std::chrono_literals;

UserDeletion::UserDeletion(QWidget *parent)
    : QFrame(parent)
    , ui(std::make_unique<Ui::UserDeletion>())
{
    ui->setupUi(this);
    hide();
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &UserDeletion::tick);
    connect(ui->undoButton, &QAbstractButton::clicked, this, &UserDeletion::undo);
    connect(ui->deleteNowButton, &QAbstractButton::clicked, this, &UserDeletion::deleteNow);
}

UserDeletion::~UserDeletion() = default;

void UserDeletion::setStore(UserStore *store)
{
    deleteNow();
    m_store = store;
}

void UserDeletion::add(const QList<User> &users)
{
    for (const User &user : users) {
        if (!isLeaving(user.id))
            m_users.append(user);
    }
    if (m_users.isEmpty())
        return;
    m_secondsLeft = seconds;
    m_timer.start();
    present();
    show();
    emit told({});
    emit changed();
}

bool UserDeletion::isLeaving(qint64 id) const
{
    return std::any_of(m_users.begin(), m_users.end(),
                       [id](const User &user) { return user.id == id; });
}

void UserDeletion::undo()
{
    m_timer.stop();
    m_users.clear();
    hide();
    emit told({});
    emit changed();
}

void UserDeletion::deleteNow()
{
    m_timer.stop();
    hide();
    if (!m_store || m_users.isEmpty())
        return;
    emit told({});
    const qsizetype all = m_users.size();
    deliver(m_store->removeAll(m_users), this, [this, all](const Result<QList<User>> &removed) {
        if (!removed)
            emit told(tr("Nobody was deleted: %1").arg(removed.error().detail));
        else if (removed->size() < all)
            emit told(tr("Not deleted, since somebody else has changed or deleted them: %1.")
                              .arg(all - removed->size()));
    });
    m_users.clear();
    emit changed();
}

void UserDeletion::tick()
{
    if (--m_secondsLeft > 0)
        present();
    else
        deleteNow();
}

void UserDeletion::present()
{
    const QString who = m_users.size() == 1
            ? tr("“%1” will be deleted").arg(QString::fromStdString(m_users[0].name))
            : tr("%1 users will be deleted").arg(m_users.size());
    ui->textLabel->setText(tr("%1 in %2 s.").arg(who).arg(m_secondsLeft));
}

} // namespace frontdesk
