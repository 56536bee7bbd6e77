// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importpreview.h"

#include "base/deliver.h"
#include "colours.h"
#include "errorlabel.h"
#include "models/texts.h"
#include "tables.h"
#include "ui_importpreview.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace frontdesk {

namespace {

using Fate = ForeseenRow::Fate;

enum Column { Line, Name, Email, Import, ColumnCount };

QString reasonsOf(const Error &error)
{
    QStringList details;
    for (const FieldError &field : error.fields)
        details += field.detail;
    return details.isEmpty() ? error.detail : details.join(u' ');
}

ForeseenRow notForeseen(const UserRow &row)
{
    return row.draft ? ForeseenRow { row.line, *row.draft, Fate::Unknown, {} }
                     : ForeseenRow { row.line, {}, Fate::Wrong, reasonsOf(row.draft.error()) };
}

QString textOf(Fate fate)
{
    switch (fate) {
    case Fate::Created:
        return ImportPreview::tr("New");
    case Fate::Unchanged:
        return ImportPreview::tr("There already");
    case Fate::Taken:
        return ImportPreview::tr("E-mail is taken");
    case Fate::Repeated:
        return ImportPreview::tr("E-mail of an earlier row");
    case Fate::Wrong:
        return ImportPreview::tr("Wrong");
    case Fate::Unknown:
        break;
    }
    return {};
}

std::optional<Tone> toneOf(Fate fate)
{
    if (fate == Fate::Unchanged)
        return Tone::Muted;
    if (fate == Fate::Created || fate == Fate::Unknown)
        return std::nullopt;
    return Tone::Bad;
}

QString rowsText(qint64 rows, qint64 wrong, bool whole)
{
    const QString which = !whole ? ImportPreview::tr("The first %1 rows;").arg(countText(rows))
            : rows == 1          ? ImportPreview::tr("One row;")
                                 : ImportPreview::tr("%1 rows;").arg(countText(rows));
    return wrong == 0 ? ImportPreview::tr("%1 all are good.").arg(which)
                      : ImportPreview::tr("%1 wrong: %2.").arg(which, countText(wrong));
}

/// "3 new, 1 there already."
QString fatesText(const ImportForecast &forecast)
{
    QStringList parts { ImportPreview::tr("%1 new").arg(countText(forecast.created)) };
    if (forecast.unchanged > 0)
        parts += ImportPreview::tr("%1 there already").arg(countText(forecast.unchanged));
    if (forecast.taken > 0)
        parts += ImportPreview::tr("%1 with an address that is taken")
                         .arg(countText(forecast.taken));
    if (forecast.repeated > 0)
        parts += ImportPreview::tr("%1 with an address of an earlier row")
                         .arg(countText(forecast.repeated));
    return ImportPreview::tr("%1.").arg(parts.join(ImportPreview::tr(", ")));
}

} // namespace

ImportPreview::ImportPreview(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::ImportPreview>())
{
    ui->setupUi(this);
    for (const auto &[text, format] :
         { std::pair(tr("CSV"), UserFormat::Csv), std::pair(tr("JSON, an array"), UserFormat::Json),
           std::pair(tr("NDJSON, an object a line"), UserFormat::NdJson) })
        ui->formatBox->addItem(text, int(format));
    QTableWidget &table = *ui->previewTable;
    setUpTable(table);
    table.setColumnCount(ColumnCount);
    table.setHorizontalHeaderLabels({ tr("Line"), tr("Name"), tr("E-mail"), tr("Import") });
    QHeaderView &header = *table.horizontalHeader();
    header.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fitColumn(table, Line, "1000000");
    fitColumn(table, Import, textOf(Fate::Repeated).toUtf8().constData());
    header.setSectionResizeMode(Name, QHeaderView::Stretch);
    header.setSectionResizeMode(Email, QHeaderView::Stretch);
    connect(ui->formatBox, &QComboBox::activated, this, [this] { read(format()); });
    connect(ui->atomicBox, &QCheckBox::toggled, this, &ImportPreview::presentForecast);
}

ImportPreview::~ImportPreview()
{
    stop();
}

void ImportPreview::open(const UserTransfers &transfers, const QString &path)
{
    m_transfers = transfers;
    m_path = path;
    read(std::nullopt);
}

void ImportPreview::stop()
{
    m_stop.request_stop();
}

UserFormat ImportPreview::format() const
{
    return UserFormat(ui->formatBox->currentData().toInt());
}

bool ImportPreview::isAtomic() const
{
    return ui->atomicBox->isChecked();
}

void ImportPreview::read(std::optional<UserFormat> format)
{
    stop();
    m_stop = {};
    m_forecast.reset();
    ui->rowsLabel->setText(tr("Reading…"));
    ui->forecastLabel->hide();
    emit began();
    deliver(m_transfers.preview(m_path, format), this,
            [this, stop = m_stop.get_token()](const Result<UserPreview> &preview) {
                if (!stop.stop_requested())
                    present(preview);
            });
}

void ImportPreview::present(const Result<UserPreview> &preview)
{
    ui->formatBox->setEnabled(preview.has_value());
    ui->atomicBox->setEnabled(preview.has_value());
    ui->previewTable->setRowCount(0);
    ui->previewTable->clearSpans();
    if (!preview) {
        ui->rowsLabel->clear();
        ui->fileErrorLabel->showText(preview.error().detail);
        return;
    }
    ui->formatBox->setCurrentIndex(ui->formatBox->findData(int(preview->format)));
    ui->fileErrorLabel->showText(preview->unreadable ? preview->unreadable->detail : QString());
    const auto wrong = std::count_if(preview->rows.begin(), preview->rows.end(),
                                     [](const UserRow &row) { return !row.draft; });
    if (!preview->rows.empty())
        ui->rowsLabel->setText(rowsText(qint64(preview->rows.size()), wrong, !preview->more));
    else
        ui->rowsLabel->setText(preview->unreadable ? QString() : tr("There are no users in it."));
    for (const UserRow &row : preview->rows)
        addRow(notForeseen(row));
    const bool importable = !preview->rows.empty() && m_transfers.isAvailable();
    emit wasRead(preview->bytes, importable);
    if (importable)
        foresee();
}

void ImportPreview::foresee()
{
    ui->forecastLabel->setText(tr("Comparing with the table…"));
    ui->forecastLabel->show();
    deliver(m_transfers.foresee(m_path, format(), m_stop.get_token()), this,
            [this, stop = m_stop.get_token()](const Result<ImportForecast> &forecast) {
                if (!stop.stop_requested())
                    present(forecast);
            });
}

void ImportPreview::present(const Result<ImportForecast> &forecast)
{
    if (!forecast) {
        ui->forecastLabel->setText(
                tr("Not compared with the table: %1").arg(forecast.error().detail));
        return;
    }
    m_forecast = *forecast;
    ui->rowsLabel->setText(rowsText(forecast->rows, forecast->wrong, forecast->whole));
    ui->fileErrorLabel->showText(forecast->unreadable ? forecast->unreadable->detail : QString());
    const int scrolled = ui->previewTable->verticalScrollBar()->value();
    ui->previewTable->setRowCount(0);
    ui->previewTable->clearSpans();
    for (const ForeseenRow &row : forecast->first)
        addRow(row);
    for (const ForeseenRow &row : forecast->trouble)
        addRow(row);
    ui->previewTable->verticalScrollBar()->setValue(scrolled);
    presentForecast();
}

void ImportPreview::presentForecast()
{
    if (!m_forecast)
        return;
    QStringList sentences { fatesText(*m_forecast) };
    if (m_forecast->troubleLeftOut > 0)
        sentences += tr("Rows that would not be imported and are not shown here: %1.")
                             .arg(countText(m_forecast->troubleLeftOut));
    if (!m_forecast->whole)
        sentences += tr("The file is too large to compare the rest beforehand.");
    if (isAtomic() && !m_forecast->isClean())
        sentences += tr("Nobody would be imported, since it is all or nothing.");
    ui->forecastLabel->setText(sentences.join(u' '));
}

void ImportPreview::addRow(const ForeseenRow &row)
{
    QTableWidget &table = *ui->previewTable;
    const int at = table.rowCount();
    table.insertRow(at);
    const auto set = [&](int column, const QString &text) {
        auto *item = new QTableWidgetItem(text);
        item->setToolTip(text);
        if (const auto tone = toneOf(row.fate))
            item->setForeground(colour(*tone, palette()));
        table.setItem(at, column, item);
    };
    set(Line, QString::number(row.line));
    set(Import, textOf(row.fate));
    if (row.fate == Fate::Wrong) {
        set(Name, row.reason);
        table.setSpan(at, Name, 1, 2);
        return;
    }
    set(Name, QString::fromStdString(row.draft.name));
    set(Email, QString::fromStdString(row.draft.email));
}

} // namespace frontdesk
