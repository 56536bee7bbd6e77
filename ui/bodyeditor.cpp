// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodyeditor.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "client/jsonformatter.h"
#include "errorlabel.h"
#include "fieldtable.h"
#include "jsonhighlighter.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace frontdesk {

namespace {

using Kind = RequestDraft::BodyKind;
using namespace std::chrono_literals;

constexpr auto checkDelay = 150ms;
constexpr qsizetype checkedAtOnce = 32 * 1024;
constexpr int colouredAtMost = 256 * 1024; // characters: beyond that colouring holds up typing

QToolButton *toolButton(const char *name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

/// Empty: it is JSON.
QString problemOf(const QString &text)
{
    const auto json = formatJson(text.toUtf8(), 0);
    return json ? QString() : json.error().detail;
}

} // namespace

BodyEditor::BodyEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_format(toolButton("formatButton", tr("Format"), tr("Indent the JSON (Ctrl+Shift+F)")))
    , m_state(new QLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_text(new QPlainTextEdit(this))
    , m_problem(new ErrorLabel(this))
    , m_form(new FieldTable(FieldTableModel::Kind::Fields, this))
    , m_parts(new FieldTable(FieldTableModel::Kind::Parts, this))
    , m_file(new QLineEdit(this))
{
    m_kind->setObjectName(QStringLiteral("bodyKindBox"));
    m_kind->addItems({ tr("No body"), tr("JSON"), tr("Text"), tr("Form"), tr("Form with files"),
                       tr("File") });
    m_kind->setToolTip(tr("What the body is; what you typed into the others is kept"));
    m_kind->setAccessibleName(tr("Kind of body"));
    m_format->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    m_state->setObjectName(QStringLiteral("bodyStateLabel"));
    m_state->setAccessibleName(tr("Is the JSON right?"));
    m_form->setObjectName(QStringLiteral("formTable"));
    m_form->setAccessibleName(tr("Fields of the form"));
    m_form->setToolTip(tr("Fields of the form; they are encoded when they are sent"));
    setUpText();

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_kind);
    bar->addWidget(m_state, 1);
    bar->addWidget(m_format);
    auto *none = new QLabel(tr("The request has no body. Choose what it sends above."), this);
    none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    none->setWordWrap(true);
    m_pages->addWidget(none);
    m_pages->addWidget(m_text);
    m_pages->addWidget(m_form);
    m_pages->addWidget(partsPage());
    m_pages->addWidget(filePage());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_problem);

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        emit edited();
    });
    connect(m_format, &QAbstractButton::clicked, this, &BodyEditor::format);
    connect(&m_form->fields(), &FieldTableModel::edited, this, &BodyEditor::edited);
    connect(&m_parts->fields(), &FieldTableModel::edited, this, &BodyEditor::edited);
    connect(m_file, &QLineEdit::textChanged, this, &BodyEditor::edited);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(checkDelay);
    connect(&m_checkSoon, &QTimer::timeout, this, &BodyEditor::check);
    showKind();
}

void BodyEditor::setUpText()
{
    m_text->setObjectName(QStringLiteral("bodyEdit"));
    m_text->setAccessibleName(tr("Body of the request"));
    m_text->setToolTip(tr("Body of the request, sent as UTF-8"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_highlighter = new JsonHighlighter(m_text);
    m_problem->setObjectName(QStringLiteral("jsonErrorLabel"));
    m_problem->setAccessibleName(tr("What is wrong with the JSON"));
    m_problem->setWordWrap(true);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        // Colours are a change to the document, too.
        if (m_text->document()->characterCount() <= colouredAtMost) {
            const QString text = m_text->toPlainText();
            if (text == m_seen)
                return;
            m_seen = text;
        } else {
            m_seen.clear();
        }
        m_checkSoon.start();
        emit edited();
    });
}

QWidget *BodyEditor::partsPage()
{
    auto *page = new QWidget(this);
    auto *add = toolButton("addFileButton", tr("Add Files…"),
                           tr("Choose files to send; they are read while they are sent"));
    m_parts->setObjectName(QStringLiteral("partsTable"));
    m_parts->setAccessibleName(tr("Parts of the form"));
    m_parts->setToolTip(tr("Texts and files; tick File where the value is a file's path"));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_parts, 1);
    layout->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QAbstractButton::clicked, this, &BodyEditor::chooseParts);
    return page;
}

QWidget *BodyEditor::filePage()
{
    auto *page = new QWidget(this);
    auto *choose = toolButton("chooseFileButton", tr("Choose…"), tr("Choose the file to send"));
    m_file->setObjectName(QStringLiteral("fileEdit"));
    m_file->setAccessibleName(tr("File"));
    m_file->setToolTip(tr("Path of the file that is the body; it is read while it is sent"));
    m_file->setPlaceholderText(tr("Path of the file to send"));
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_file, 1, Qt::AlignTop);
    layout->addWidget(choose, 0, Qt::AlignTop);
    connect(choose, &QAbstractButton::clicked, this, &BodyEditor::chooseFile);
    return page;
}

void BodyEditor::read(const RequestDraft &draft)
{
    m_text->setPlainText(draft.text);
    m_form->fields().setFields(draft.form);
    m_parts->fields().setParts(draft.parts);
    m_file->setText(draft.file);
    m_kind->setCurrentIndex(int(draft.bodyKind));
    check();
}

void BodyEditor::write(RequestDraft &draft) const
{
    draft.bodyKind = Kind(m_kind->currentIndex());
    draft.text = m_text->toPlainText();
    draft.form = m_form->fields().fields();
    draft.parts = m_parts->fields().parts();
    draft.file = m_file->text();
}

void BodyEditor::showKind()
{
    const auto kind = Kind(m_kind->currentIndex());
    static constexpr int pageOf[] = { 0, 1, 1, 2, 3, 4 };
    m_pages->setCurrentIndex(pageOf[int(kind)]);
    m_format->setVisible(kind == Kind::Json);
    m_text->setPlaceholderText(kind == Kind::Json
                                       ? tr("{ \"name\": \"Geek\", \"email\": \"geeks@gfg.org\" }")
                                       : tr("Type the body. Name its type among the headers; "
                                            "none is added."));
    check();
}

void BodyEditor::check()
{
    const quint64 ticket = ++m_ticket;
    m_checkSoon.stop();
    const bool json = Kind(m_kind->currentIndex()) == Kind::Json;
    const int size = m_text->document()->characterCount();
    m_highlighter->setOn(json && size <= colouredAtMost);
    m_state->clear();
    m_problem->showText({});
    if (!json || size <= 1)
        return;
    const QString text = m_text->toPlainText();
    if (text.size() <= checkedAtOnce)
        return presentCheck(problemOf(text));
    const auto work = [text]() -> Result<QString> { return problemOf(text); };
    deliver(awaitFuture(QtConcurrent::run(work)), this,
            [this, ticket](const Result<QString> &problem) {
                if (ticket == m_ticket && problem)
                    presentCheck(*problem);
            });
}

void BodyEditor::presentCheck(const QString &problem)
{
    m_state->setText(problem.isEmpty() ? tr("✓ JSON") : QString());
    m_problem->showText(problem.isEmpty() ? QString() : tr("Not JSON: %1.").arg(problem));
    m_format->setEnabled(problem.isEmpty());
}

/// As one edit, so that it can be undone.
void BodyEditor::format()
{
    const auto json = formatJson(m_text->toPlainText().toUtf8());
    if (!json)
        return;
    QTextCursor cursor(m_text->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(QString::fromUtf8(json->text));
}

void BodyEditor::chooseParts()
{
    auto *dialog = new QFileDialog(this, tr("Files to send"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &paths) {
        for (const QString &path : paths)
            m_parts->fields().append({ true, QStringLiteral("file"), path, true });
    });
    dialog->open();
}

void BodyEditor::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("File to send"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

} // namespace frontdesk
