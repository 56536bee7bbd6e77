// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importdialog.h"

#include "base/deliver.h"
#include "errorlabel.h"
#include "models/tasktexts.h"
#include "models/texts.h"
#include "tables.h"
#include "ui_importdialog.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>

namespace frontdesk {

namespace {

QTableWidgetItem *cell(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setToolTip(text);
    return item;
}

} // namespace

ImportDialog::ImportDialog(const UserTransfers &transfers, const QString &path, QWidget *parent)
    : QDialog(parent)
    , ui(std::make_unique<Ui::ImportDialog>())
    , m_transfers(transfers)
    , m_path(path)
{
    ui->setupUi(this);
    const int character = fontMetrics().averageCharWidth();
    resize(90 * character, 30 * fontMetrics().height());
    m_name = fontMetrics().elidedText(QFileInfo(path).fileName(), Qt::ElideMiddle, 60 * character);
    ui->fileLabel->setText(m_name);
    ui->fileLabel->setToolTip(path);
    setUpTable(*ui->errorTable);
    ui->errorTable->setColumnCount(3);
    ui->errorTable->setHorizontalHeaderLabels({ tr("Line"), tr("Field"), tr("Reason") });
    ui->errorTable->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    ui->errorTable->horizontalHeader()->setStretchLastSection(true);
    fitColumn(*ui->errorTable, 0, "1000000");
    ui->progressBar->setMaximum(1000);
    setUpButtons();
    connect(ui->previewPage, &ImportPreview::began, m_importButton,
            [this] { m_importButton->setEnabled(false); });
    connect(ui->previewPage, &ImportPreview::wasRead, this, [this](qint64 bytes, bool importable) {
        ui->fileLabel->setText(tr("%1 (%2)").arg(m_name, sizeText(bytes)));
        m_importButton->setEnabled(importable);
    });
    connect(this, &QDialog::finished, ui->previewPage, &ImportPreview::stop);
    ui->previewPage->open(m_transfers, m_path);
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::setUpButtons()
{
    const auto add = [this](const char *name, const QString &text, const QString &toolTip,
                            QDialogButtonBox::ButtonRole role) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(toolTip);
        button->setAccessibleName(toolTip);
        ui->buttonBox->addButton(button, role);
        return button;
    };
    m_importButton = add("importButton", tr("Import"), tr("Import the users of this file"),
                         QDialogButtonBox::ActionRole);
    m_stopButton = add("stopButton", tr("Stop the import"),
                       tr("Stop the import; what it has stored stays, unless it is all or nothing"),
                       QDialogButtonBox::ActionRole);
    m_copyButton
            = add("copyButton", tr("Copy errors"), tr("Copy the errors as rows for a spreadsheet"),
                  QDialogButtonBox::ActionRole);
    m_importButton->setDefault(true);
    ui->buttonBox->button(QDialogButtonBox::Close)
            ->setToolTip(tr("Close the window; an import goes on as a task"));
    m_importButton->setEnabled(false);
    m_stopButton->hide(); // the box has shown them
    m_copyButton->hide();
    connect(m_importButton, &QAbstractButton::clicked, this, &ImportDialog::start);
    connect(m_stopButton, &QAbstractButton::clicked, this, &ImportDialog::stop);
    connect(m_copyButton, &QAbstractButton::clicked, this, &ImportDialog::copyErrors);
    connect(ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ImportDialog::start()
{
    ui->pages->setCurrentWidget(ui->runPage);
    ui->stateLabel->setText(tr("Copying the file…"));
    ui->taskLabel->clear();
    m_importButton->hide();
    m_stopButton->show();
    m_stopButton->setEnabled(false); // there is no task yet
    ui->buttonBox->button(QDialogButtonBox::Close)->setDefault(true);
    ui->buttonBox->button(QDialogButtonBox::Close)->setFocus();
    ui->previewPage->stop();
    deliver(m_transfers.importFile(m_path, ui->previewPage->format(), ui->previewPage->isAtomic()),
            this, [this](const Result<Task> &task) {
                if (!task) {
                    m_ended = true;
                    ui->pages->setCurrentWidget(ui->reportPage);
                    ui->reportLabel->setText(tr("Nobody was imported."));
                    ui->reportErrorLabel->showText(task.error().detail);
                    ui->errorTable->hide();
                    m_stopButton->hide();
                    return;
                }
                m_task = task->id;
                m_stopButton->setEnabled(true);
                ui->taskLabel->setText(tr("It is the task %1, and goes on if you close this: the "
                                          "tasks show it, too.")
                                               .arg(taskName(*task)));
                present(*task);
                // It may have run before its number was known here.
                deliver(m_transfers.task(m_task), this, [this](const Result<Task> &now) {
                    if (now)
                        present(*now);
                });
            });
}

void ImportDialog::noteTasks(const QList<Task> &tasks)
{
    for (const Task &task : tasks) {
        if (m_task != 0 && task.id == m_task)
            present(task);
    }
}

void ImportDialog::present(const Task &task)
{
    if (m_ended)
        return;
    if (isFinal(task.state)) {
        presentEnd(task);
        return;
    }
    const TaskProgress &progress = task.progress;
    m_stopButton->setEnabled(task.state != TaskState::Cancelling);
    ui->stateLabel->setText(task.state == TaskState::Cancelling        ? tr("Stopping…")
                                    : task.state != TaskState::Running ? tr("Waits for its turn…")
                                    : progress.text.isEmpty()
                                    ? tr("Importing…")
                                    : tr("Importing… %1").arg(progress.text));
    if (progress.total > 0)
        ui->progressBar->setValue(int(1000 * progress.done / progress.total));
}

void ImportDialog::presentEnd(const Task &task)
{
    m_ended = true;
    m_stopButton->hide();
    ui->pages->setCurrentWidget(ui->reportPage);
    const auto report = importReportFromJson(task.result);
    if (task.state == TaskState::Completed && report) {
        present(*report);
        return;
    }
    ui->errorTable->hide();
    ui->leftOutLabel->hide();
    ui->reportErrorLabel->showText(task.error);
    if (task.state != TaskState::Cancelled)
        ui->reportLabel->setText(tr("The import has failed."));
    else if (ui->previewPage->isAtomic())
        ui->reportLabel->setText(tr("The import was stopped. Nobody was imported."));
    else
        ui->reportLabel->setText(tr("The import was stopped. Users that it had stored by then "
                                    "stay."));
}

void ImportDialog::present(const ImportReport &report)
{
    const QString wrong = report.failed == 1
            ? tr("one row is wrong")
            : tr("%1 rows are wrong").arg(countText(report.failed));
    const bool nobody = ui->previewPage->isAtomic() && !report.isClean();
    ui->reportLabel->setText(
            nobody ? tr("Nobody was imported: of %1 rows %2.").arg(countText(report.rows), wrong)
                   : tr("%1 users added, %2 were there already, %3.")
                             .arg(countText(report.created), countText(report.unchanged), wrong));
    ui->reportErrorLabel->showText(
            report.unreadable
                    ? tr("What follows could not be read. %1").arg(report.unreadable->detail)
                    : QString());
    QTableWidget &table = *ui->errorTable;
    table.setVisible(!report.errors.isEmpty());
    table.setRowCount(int(report.errors.size()));
    int at = 0;
    for (const RowError &row : report.errors) {
        table.setItem(at, 0, cell(QString::number(row.line)));
        table.setItem(at, 1, cell(row.error.field));
        table.setItem(at, 2, cell(row.error.detail));
        ++at;
    }
    m_copyButton->setVisible(!report.errors.isEmpty());
    ui->leftOutLabel->setVisible(report.errorsLeftOut > 0);
    ui->leftOutLabel->setText(
            tr("Further errors that are left out here: %1.").arg(countText(report.errorsLeftOut)));
}

void ImportDialog::stop()
{
    m_stopButton->setEnabled(false);
    deliver(m_transfers.cancel(m_task), this, [this](const Result<Task> &task) {
        if (task)
            present(*task);
        else // too late, most likely
            ui->stateLabel->setText(task.error().detail);
    });
}

void ImportDialog::copyErrors()
{
    QString text;
    for (int row = 0; row < ui->errorTable->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ui->errorTable->columnCount(); ++column)
            cells += ui->errorTable->item(row, column)->text();
        text += cells.join(u'\t') + u'\n';
    }
    QGuiApplication::clipboard()->setText(text);
}

} // namespace frontdesk
