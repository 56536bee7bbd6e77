// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodyview.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "colours.h"
#include "findbar.h"
#include "icons.h"
#include "jsonhighlighter.h"
#include "largetextview.h"
#include "models/texts.h"
#include "ui_bodyview.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QSaveFile>
#include <QScrollBar>
#include <QStackedWidget>
#include <QtConcurrentRun>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qint64 preparedAtOnce = 32 << 10; // below that a thread costs more than it spares
constexpr int mostLinesWhileComing = 2'000;
constexpr qsizetype mostMatches = 10'000;
constexpr qsizetype mostMarked = 500; // places that a text edit paints without delay

/// The bytes saved, or the reason why not.
Result<qint64> write(const QString &path, const StoredBytes &body)
{
    QSaveFile file(path);
    const QByteArrayView bytes = body.view();
    if (!file.open(QFile::WriteOnly) || file.write(bytes.data(), bytes.size()) != bytes.size()
        || !file.commit())
        return failure(ErrorKind::Io, QStringLiteral("not_saved"), file.errorString());
    return body.size();
}

TextMatches findInText(const QString &text, const QString &words)
{
    TextMatches matches;
    for (qsizetype at = text.indexOf(words, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(words, at + words.size(), Qt::CaseInsensitive)) {
        if (matches.offsets.size() == mostMatches) {
            matches.more = true;
            break;
        }
        matches.offsets.append(at);
    }
    return matches;
}

} // namespace

BodyView::BodyView(QWidget *parent)
    : QWidget(parent)
    , ui(std::make_unique<Ui::BodyView>())
    , m_pages(new QStackedWidget(this))
    , m_largeView(new LargeTextView(this))
    , m_findBar(new FindBar(this))
{
    ui->setupUi(this);
    ui->textView->setUndoRedoEnabled(false); // what comes in would be remembered
    ui->textView->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    ui->saveButton->setIcon(icon(QStringLiteral("save")));
    m_highlighter = new JsonHighlighter(ui->textView);
    m_largeView->setObjectName(QStringLiteral("largeView"));
    m_largeView->setAccessibleName(ui->textView->accessibleName());
    m_largeView->setToolTip(ui->textView->toolTip());
    delete ui->layout->replaceWidget(ui->textView, m_pages);
    m_pages->addWidget(ui->textView);
    m_pages->addWidget(m_largeView);
    ui->layout->addWidget(m_findBar);
    setTabOrder(ui->textView, m_largeView);

    connect(ui->prettyButton, &QAbstractButton::toggled, this, &BodyView::prepare);
    connect(ui->saveButton, &QAbstractButton::clicked, this, &BodyView::save);
    connect(m_largeView, &LargeTextView::told, this, &BodyView::note);
    connect(m_findBar, &FindBar::wordsChanged, this, &BodyView::find);
    connect(m_findBar, &FindBar::placeChosen, this, &BodyView::showMatch);
    connect(m_findBar, &FindBar::closed, this, [this] {
        find({});
        m_pages->currentWidget()->setFocus();
    });
    clear();
}

BodyView::~BodyView()
{
    m_preparing.request_stop();
    m_finding.request_stop();
}

void BodyView::setBody(const StoredBytes &body, const BodyFields &fields, const QString &note)
{
    m_body = body;
    m_fields = fields;
    m_note = note;
    prepare();
}

void BodyView::clear()
{
    m_coming.reset();
    setBody({}, {});
}

void BodyView::append(const QByteArray &utf8)
{
    if (!m_coming) {
        m_coming.emplace();
        ui->textView->setMaximumBlockCount(mostLinesWhileComing);
    }
    const bool follows = isAtEnd(); // who has scrolled up reads there
    QTextCursor end(ui->textView->document());
    end.movePosition(QTextCursor::End);
    end.insertText(m_coming->add(utf8));
    if (follows)
        scrollToEnd();
}

bool BodyView::isAtEnd() const
{
    const QScrollBar *bar = ui->textView->verticalScrollBar();
    return bar->value() == bar->maximum();
}

void BodyView::scrollToEnd()
{
    QScrollBar *bar = ui->textView->verticalScrollBar();
    bar->setValue(bar->maximum());
}

void BodyView::prepare()
{
    const quint64 ticket = ++m_ticket;
    m_preparing.request_stop();
    m_preparing = {};
    const bool pretty = ui->prettyButton->isChecked();
    ui->saveButton->setEnabled(!m_body.isEmpty());
    if (m_body.size() <= preparedAtOnce && m_fields.contentEncoding.isEmpty()) {
        if (const auto shown = shownBody(m_body, m_fields, pretty))
            present(*shown);
        return;
    }
    // What was there before is of another body.
    present({});
    ui->noteLabel->setText(tr("Preparing %1…").arg(sizeText(m_body.size())));
    const auto work = [body = m_body, fields = m_fields, pretty, stop = m_preparing.get_token()] {
        return shownBody(body, fields, pretty, stop);
    };
    deliver(awaitFuture(QtConcurrent::run(work)), this,
            [this, ticket](const Result<ShownBody> &shown) {
                if (ticket != m_ticket)
                    return;
                if (shown)
                    present(*shown);
                else
                    note(tr("The body can't be shown: %1").arg(shown.error().detail));
            });
}

void BodyView::present(const ShownBody &body)
{
    m_shown = body;
    const bool staysAtEnd = m_coming && isAtEnd();
    ui->textView->setMaximumBlockCount(0);
    ui->textView->clear(); // before it is coloured otherwise
    m_highlighter->setOn(body.look == ShownBody::Look::Json);
    ui->textView->setPlainText(body.text.text);
    m_largeView->setBody(body.isLarge ? body : ShownBody());
    m_pages->setCurrentIndex(body.isLarge ? 1 : 0);
    QStringList notes { m_note, body.text.note };
    notes.removeAll(QString());
    note(notes.join(u' '));
    find(m_findBar->words());
    if (staysAtEnd)
        scrollToEnd();
}

void BodyView::note(const QString &text)
{
    ui->noteLabel->setText(text);
}

void BodyView::openFindBar()
{
    m_findBar->open();
}

void BodyView::find(const QString &words)
{
    const quint64 ticket = ++m_findTicket;
    m_finding.request_stop();
    m_finding = {};
    if (!m_shown.isLarge || words.isEmpty()) {
        presentMatches(words.isEmpty() ? TextMatches() : findInText(m_shown.text.text, words),
                       words.size());
        return;
    }
    const QByteArray wanted = words.toUtf8();
    const auto work = [bytes = m_shown.bytes, wanted,
                       stop = m_finding.get_token()]() -> Result<TextMatches> {
        return findAll(bytes.view(), wanted, mostMatches, stop);
    };
    deliver(awaitFuture(QtConcurrent::run(work)), this,
            [this, ticket, size = wanted.size()](const Result<TextMatches> &matches) {
                if (ticket == m_findTicket && matches)
                    presentMatches(*matches, size);
            });
}

void BodyView::presentMatches(const TextMatches &matches, qint64 size)
{
    m_matches = matches;
    m_matchSize = size;
    m_largeView->setMatches(m_shown.isLarge ? matches : TextMatches(), size);
    QList<QTextEdit::ExtraSelection> marks;
    if (!m_shown.isLarge) {
        QColor fill = colour(Tone::Warning, palette());
        fill.setAlphaF(0.30F);
        for (qsizetype i = 0; i < std::min(matches.offsets.size(), mostMarked); ++i) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = QTextCursor(ui->textView->document());
            mark.cursor.setPosition(int(matches.offsets[i]));
            mark.cursor.setPosition(int(matches.offsets[i] + size), QTextCursor::KeepAnchor);
            mark.format.setBackground(fill);
            marks.append(mark);
        }
    }
    ui->textView->setExtraSelections(marks);
    m_findBar->setPlaces(matches.offsets.size(), matches.more);
}

void BodyView::showMatch(qsizetype index)
{
    if (m_shown.isLarge) {
        m_largeView->showMatch(index);
        return;
    }
    QTextCursor cursor(ui->textView->document());
    cursor.setPosition(int(m_matches.offsets[index]));
    cursor.setPosition(int(m_matches.offsets[index] + m_matchSize), QTextCursor::KeepAnchor);
    ui->textView->setTextCursor(cursor);
    ui->textView->ensureCursorVisible();
}

void BodyView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        deliver(awaitFuture(QtConcurrent::run(write, path, m_body)), this,
                [this, path](const Result<qint64> &saved) {
                    note(saved ? tr("Saved to %1.").arg(path)
                               : tr("%1 could not be saved: %2.").arg(path, saved.error().detail));
                });
    });
    dialog->open();
}

} // namespace frontdesk
