// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodyview.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "icons.h"
#include "ui_bodyview.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace frontdesk {

namespace {

constexpr qsizetype preparedAtOnce = 32 * 1024; // below that a thread costs more than it spares

/// The bytes saved, or the reason why not.
Result<qint64> write(const QString &path, const QByteArray &body)
{
    QSaveFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(body) != body.size() || !file.commit())
        return failure(ErrorKind::Io, QStringLiteral("not_saved"), file.errorString());
    return qint64(body.size());
}

} // namespace

BodyView::BodyView(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::BodyView>())
{
    ui->setupUi(this);
    ui->textView->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    ui->saveButton->setIcon(icon(QStringLiteral("save")));
    connect(ui->prettyButton, &QAbstractButton::toggled, this, &BodyView::prepare);
    connect(ui->saveButton, &QAbstractButton::clicked, this, &BodyView::save);
    clear();
}

BodyView::~BodyView() = default;

void BodyView::setBody(const QByteArray &body, const QByteArray &contentType, const QString &note)
{
    m_body = body;
    m_contentType = contentType;
    m_note = note;
    prepare();
}

void BodyView::clear()
{
    setBody({}, {});
}

void BodyView::prepare()
{
    const quint64 ticket = ++m_ticket;
    const auto prepared = ui->prettyButton->isChecked() ? prettyBody : rawBody;
    ui->saveButton->setEnabled(!m_body.isEmpty());
    if (m_body.size() <= preparedAtOnce) {
        present(prepared(m_body, m_contentType));
        return;
    }
    const auto work = [prepared, body = m_body, type = m_contentType]() -> Result<BodyText> {
        return prepared(body, type);
    };
    deliver(awaitFuture(QtConcurrent::run(work)), this,
            [this, ticket](const Result<BodyText> &text) {
                if (ticket == m_ticket && text)
                    present(*text);
            });
}

void BodyView::present(const BodyText &text)
{
    ui->textView->setPlainText(text.text);
    QStringList notes { m_note, text.note };
    notes.removeAll(QString());
    ui->noteLabel->setText(notes.join(u' '));
}

void BodyView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        deliver(awaitFuture(QtConcurrent::run(write, path, m_body)), this,
                [this, path](const Result<qint64> &saved) {
                    ui->noteLabel->setText(saved ? tr("Saved to %1.").arg(path)
                                                 : tr("%1 could not be saved: %2.")
                                                           .arg(path, saved.error().detail));
                });
    });
    dialog->open();
}

} // namespace frontdesk
