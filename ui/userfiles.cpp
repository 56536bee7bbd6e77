// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "userfiles.h"

#include "exportbar.h"
#include "icons.h"
#include "importdialog.h"

#include <QAction>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

#include <array>

namespace frontdesk {

namespace {

constexpr std::array formats { UserFormat::Csv, UserFormat::Json, UserFormat::NdJson };

QString suffixOf(UserFormat format)
{
    const auto name = toString(format);
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

QStringList nameFilters()
{
    return { UserFiles::tr("CSV (*.csv)"), UserFiles::tr("JSON, an array (*.json)"),
             UserFiles::tr("NDJSON, an object a line (*.ndjson)") };
}

UserFormat formatOf(const QString &nameFilter)
{
    return formats.at(size_t(std::max<qsizetype>(nameFilters().indexOf(nameFilter), 0)));
}

} // namespace

UserFiles::UserFiles(ExportBar &bar, QWidget &window)
    : QObject(&window)
    , m_bar(bar)
    , m_window(window)
    , m_import(new QAction(icon(QStringLiteral("import")), tr("&Import…"), this))
    , m_export(new QAction(icon(QStringLiteral("save")), tr("E&xport…"), this))
{
    m_import->setObjectName(QStringLiteral("importUsersAction"));
    m_import->setToolTip(tr("Add the users of a CSV, JSON or NDJSON file (Ctrl+Shift+I)"));
    m_import->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_I);
    m_export->setObjectName(QStringLiteral("exportUsersAction"));
    m_export->setToolTip(tr("Save all users in a file (Ctrl+Shift+X)"));
    m_export->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_X);
    connect(m_import, &QAction::triggered, this, &UserFiles::askForImport);
    connect(m_export, &QAction::triggered, this, &UserFiles::askForExport);
    connect(&m_bar, &ExportBar::runningChanged, this, &UserFiles::updateEnabled);
    updateEnabled();
}

void UserFiles::setTransfers(const UserTransfers &transfers)
{
    for (auto *dialog : m_window.findChildren<ImportDialog *>())
        dialog->reject();
    m_transfers = transfers;
    if (!transfers.isAvailable())
        m_bar.cancel();
    updateEnabled();
}

void UserFiles::noteTasks(const QList<Task> &tasks)
{
    m_bar.noteTasks(tasks);
    for (auto *dialog : m_window.findChildren<ImportDialog *>())
        dialog->noteTasks(tasks);
}

bool UserFiles::mayClose()
{
    if (!m_bar.isRunning())
        return true;
    if (m_window.findChild<QMessageBox *>(QStringLiteral("exportQuestion")))
        return false;
    auto *question = new QMessageBox(QMessageBox::Question, tr("Export under way"),
                                     tr("The users are still being exported to “%1”.")
                                             .arg(QFileInfo(m_bar.path()).fileName()),
                                     {}, &m_window);
    question->setObjectName(QStringLiteral("exportQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("If Frontdesk is closed now, that file is not written."));
    const auto *close
            = question->addButton(tr("Cancel Export and &Close"), QMessageBox::DestructiveRole);
    QPushButton *stay = question->addButton(tr("&Keep Open"), QMessageBox::RejectRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(close, &QAbstractButton::clicked, this, &UserFiles::closeConfirmed);
    connect(&m_bar, &ExportBar::runningChanged, question, &QDialog::reject); // it has ended
    question->open();
    return false;
}

void UserFiles::importFile(const QString &path)
{
    if (!m_transfers.isAvailable())
        return;
    auto *dialog = new ImportDialog(m_transfers, path, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString UserFiles::fileIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

void UserFiles::askForImport()
{
    auto *dialog
            = new QFileDialog(&m_window, tr("Import users"), {},
                              tr("Users (*.csv *.json *.ndjson *.jsonl *.txt);;All files (*)"));
    dialog->setObjectName(QStringLiteral("importFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &UserFiles::importFile);
    dialog->open();
}

/// The format is that of the name, or of the filter where the name says nothing.
void UserFiles::askForExport()
{
    auto *dialog = new QFileDialog(&m_window, tr("Export users"));
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(nameFilters());
    dialog->setDefaultSuffix(suffixOf(formats.front()));
    dialog->selectFile(tr("users"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(suffixOf(formatOf(filter)));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](const QString &path) {
        const auto named = userFormatFromString(QFileInfo(path).suffix().toLower().toStdString());
        if (m_transfers.isAvailable() && !m_bar.isRunning())
            m_bar.start(m_transfers, named.value_or(formatOf(dialog->selectedNameFilter())), path);
    });
    dialog->open();
}

void UserFiles::updateEnabled()
{
    m_import->setEnabled(m_transfers.isAvailable());
    m_export->setEnabled(m_transfers.isAvailable() && !m_bar.isRunning());
}

} // namespace frontdesk
