// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportbar.h"

#include "base/deliver.h"
#include "errorlabel.h"
#include "icons.h"
#include "models/texts.h"
#include "ui_exportbar.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

namespace frontdesk {

ExportBar::ExportBar(QWidget *parent)
    : QFrame(parent)
    , ui(std::make_unique<Ui::ExportBar>())
{
    ui->setupUi(this);
    ui->closeButton->setIcon(icon(QStringLiteral("cancel")));
    ui->progressBar->setMaximum(1000);
    hide();
    connect(ui->cancelButton, &QAbstractButton::clicked, this, &ExportBar::cancel);
    connect(ui->closeButton, &QAbstractButton::clicked, this, &QWidget::hide);
}

ExportBar::~ExportBar() = default;

void ExportBar::start(const UserTransfers &transfers, UserFormat format, const QString &path)
{
    Q_ASSERT(!isRunning());
    m_transfers = transfers;
    m_path = path;
    m_phase = Phase::Writing;
    m_task = 0;
    m_cancelled = false;
    ui->errorLabel->showText({});
    ui->textLabel->show();
    ui->progressBar->show();
    ui->cancelButton->show();
    ui->cancelButton->setEnabled(true);
    ui->closeButton->hide();
    showProgress(tr("Exporting the users…"), 0, 0);
    show();
    emit runningChanged(true);
    deliver(m_transfers.exportUsers(format), this, [this](const Result<Task> &task) {
        if (!task) {
            finish({}, task.error().detail);
            return;
        }
        m_task = task->id;
        if (m_cancelled)
            cancel();
        // It may have run before its number was known here.
        deliver(m_transfers.task(m_task), this, [this](const Result<Task> &now) {
            if (now)
                present(*now);
        });
    });
}

void ExportBar::cancel()
{
    if (!isRunning())
        return;
    m_cancelled = true; // a copy hears of it by that
    ui->cancelButton->setEnabled(false);
    if (m_phase == Phase::Writing && m_task != 0)
        deliver(m_transfers.cancel(m_task), this, [this](const Result<Task> &task) {
            if (task) // else it has just ended, and tells so
                present(*task);
        });
}

void ExportBar::noteTasks(const QList<Task> &tasks)
{
    for (const Task &task : tasks) {
        if (m_task != 0 && task.id == m_task)
            present(task);
    }
}

void ExportBar::present(const Task &task)
{
    if (m_phase != Phase::Writing)
        return;
    switch (task.state) {
    case TaskState::Completed:
        save(task);
        break;
    case TaskState::Failed:
        finish({}, task.error);
        break;
    case TaskState::Cancelled:
        finish(tr("The export was cancelled; no file was written."));
        break;
    default:
        showProgress(tr("Exporting %1 of %2 users…")
                             .arg(countText(task.progress.done), countText(task.progress.total)),
                     task.progress.done, task.progress.total);
    }
}

void ExportBar::save(const Task &task)
{
    m_phase = Phase::Saving;
    const QString users
            = countText(QJsonDocument::fromJson(task.result).object()[u"users"].toInteger());
    const auto watch = [self = QPointer<ExportBar>(this)](const CopyProgress &progress) {
        if (!self || self->m_cancelled)
            return false;
        self->showProgress(tr("Putting the file in its place…"), progress.bytes,
                           progress.totalBytes);
        return true;
    };
    deliver(m_transfers.saveFile(task, m_path, watch), this,
            [this, users](const Result<qint64> &bytes) {
                if (bytes)
                    finish(tr("%1 users are in %2 (%3).")
                                   .arg(users, QDir::toNativeSeparators(m_path), sizeText(*bytes)));
                else if (bytes.error().kind == ErrorKind::Cancelled)
                    finish(tr("The export was cancelled; no file was written."));
                else
                    finish({}, bytes.error().detail);
            });
}

void ExportBar::showProgress(const QString &text, qint64 done, qint64 total)
{
    ui->textLabel->setText(text);
    ui->progressBar->setMaximum(total > 0 ? 1000 : 0); // 0: it can't tell yet
    ui->progressBar->setValue(total > 0 ? int(1000 * done / total) : 0);
}

void ExportBar::finish(const QString &text, const QString &error)
{
    m_phase = Phase::None;
    ui->progressBar->hide();
    ui->cancelButton->hide();
    ui->closeButton->show();
    ui->textLabel->setText(text);
    ui->textLabel->setVisible(error.isEmpty());
    ui->errorLabel->showText(error.isEmpty()
                                     ? QString()
                                     : tr("The users were not exported to %1. %2")
                                               .arg(QDir::toNativeSeparators(m_path), error));
    emit runningChanged(false);
}

} // namespace frontdesk
