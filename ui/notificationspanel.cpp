// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notificationspanel.h"

#include "icons.h"
#include "models/notificationmodel.h"
#include "models/texts.h"
#include "twolinedelegate.h"
#include "ui_notificationspanel.h"

namespace frontdesk {

namespace {

TwoLineDelegate::Content content(const QModelIndex &index)
{
    return { index.data().toString(), index.data(NotificationModel::TimeRole).toString(),
             index.data(NotificationModel::DetailRole).toString(),
             index.data(NotificationModel::FailedRole).toBool() ? Tone::Bad : Tone::Good };
}

} // namespace

NotificationsPanel::NotificationsPanel(NotificationModel &model, QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::NotificationsPanel>())
    , m_model(model)
{
    ui->setupUi(this);
    ui->readButton->setIcon(icon(QStringLiteral("read")));
    ui->clearButton->setIcon(icon(QStringLiteral("clear")));
    ui->notificationsView->setModel(&m_model);
    ui->notificationsView->setItemDelegate(new TwoLineDelegate(content, this));
    updateUnread();

    connect(ui->readButton, &QAbstractButton::clicked, &m_model, &NotificationModel::markAllRead);
    connect(ui->clearButton, &QAbstractButton::clicked, &m_model, &NotificationModel::clear);
    connect(&m_model, &NotificationModel::unreadCountChanged, this,
            &NotificationsPanel::updateUnread);
    connect(ui->notificationsView, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) {
                emit taskActivated(index.data(NotificationModel::TaskRole).toLongLong());
            });
}

NotificationsPanel::~NotificationsPanel() = default;

void NotificationsPanel::updateUnread()
{
    const int unread = m_model.unreadCount();
    ui->unreadLabel->setText(unread ? tr("%1 unread").arg(countText(unread)) : QString());
    ui->readButton->setEnabled(unread > 0);
}

} // namespace frontdesk
