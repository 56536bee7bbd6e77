// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RequestLogPanel that saves requests, and tells what came of that.
#include "logactions.h"
#include "models/texts.h"
#include "requestlogpanel.h"
#include "ui_requestlogpanel.h"

#include <QFileDialog>

namespace frontdesk {

void RequestLogPanel::askWhereToSave(bool all)
{
    if (m_export.isRunning())
        return; // its progress is in view
    auto *dialog = new QFileDialog(this, tr("Save requests"), {}, tr("HTTP Archive (*.har)"));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("har"));
    dialog->selectFile(QStringLiteral("requests.har"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, all](const QString &path) { save(path, all); });
    dialog->open();
}

void RequestLogPanel::save(const QString &path, bool all)
{
    if (m_export.isRunning())
        return;
    QList<quint64> numbers;
    if (all) {
        numbers.reserve(m_rows.rowCount());
        for (int row = 0; row < m_rows.rowCount(); ++row)
            numbers.append(m_rows.numberOf(row));
    } else {
        numbers = m_actions->selectedNumbers();
    }
    m_savedPath = path;
    tell(tr("Saving %1 requests…").arg(countText(numbers.size())));
    ui->statusButton->setText(tr("Cancel"));
    ui->exportProgress->setValue(0);
    ui->exportProgress->show();
    m_export.start(path, std::move(numbers), m_actions->origin());
}

void RequestLogPanel::saved(const HarExport::Outcome &outcome)
{
    ui->exportProgress->hide();
    if (!outcome.error.isEmpty()) {
        tell(tr("%1 could not be saved: %2.").arg(m_savedPath, outcome.error));
        return;
    }
    if (outcome.cancelled) {
        tell(tr("Cancelled: nothing was saved."));
        return;
    }
    QString text = tr("%1 requests saved to %2.").arg(countText(outcome.saved), m_savedPath);
    if (outcome.gone)
        text += u' ' + tr("%1 more had left the log before.").arg(countText(outcome.gone));
    tell(text);
}

void RequestLogPanel::tell(const QString &message)
{
    if (m_export.isRunning())
        return; // it tells when it's done
    ui->statusTextLabel->setText(message);
    ui->statusButton->setText(tr("Close"));
    ui->exportProgress->hide();
    ui->statusBar->setVisible(!message.isEmpty());
}

} // namespace frontdesk
