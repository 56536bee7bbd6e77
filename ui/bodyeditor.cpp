// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bodyeditor.h"

#include "fieldtable.h"
#include "jsonedit.h"
#include "toolbuttons.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace frontdesk {

namespace {

using Kind = RequestDraft::BodyKind;

QToolButton *framedButton(const char *name, const QString &text, const QString &toolTip)
{
    auto *button = setUpToolButton(new QToolButton, name, text, toolTip);
    button->setAutoRaise(false);
    return button;
}

} // namespace

BodyEditor::BodyEditor(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_format(framedButton("formatButton", tr("Format"), tr("Indent the JSON (Ctrl+Shift+J)")))
    , m_state(new QLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_text(new JsonEdit(this))
    , m_form(new FieldTable(FieldTableModel::Kind::Fields, this))
    , m_parts(new FieldTable(FieldTableModel::Kind::Parts, this))
    , m_file(new QLineEdit(this))
{
    m_kind->setObjectName(QStringLiteral("bodyKindBox"));
    m_kind->addItems({ tr("No body"), tr("JSON"), tr("Text"), tr("Form"), tr("Form with files"),
                       tr("File") });
    m_kind->setToolTip(tr("What the body is; what you typed into the others is kept"));
    m_kind->setAccessibleName(tr("Kind of body"));
    m_format->setWhatsThis(tr("Indent the JSON")); // beside its key
    m_format->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_J);
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

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        emit edited();
    });
    connect(m_format, &QAbstractButton::clicked, m_text, &JsonEdit::format);
    connect(&m_form->fields(), &FieldTableModel::edited, this, &BodyEditor::edited);
    connect(&m_parts->fields(), &FieldTableModel::edited, this, &BodyEditor::edited);
    connect(m_file, &QLineEdit::textChanged, this, &BodyEditor::edited);
    connect(m_text, &JsonEdit::edited, this, &BodyEditor::edited);
    connect(m_text, &JsonEdit::checked, this, [this](JsonEdit::State state) {
        m_state->setText(state == JsonEdit::State::Right ? tr("✓ JSON") : QString());
        if (state == JsonEdit::State::Right || state == JsonEdit::State::Wrong)
            m_format->setEnabled(state == JsonEdit::State::Right);
    });
    showKind();
}

void BodyEditor::setUpText()
{
    QPlainTextEdit &edit = m_text->edit();
    edit.setObjectName(QStringLiteral("bodyEdit"));
    edit.setAccessibleName(tr("Body of the request"));
    edit.setToolTip(tr("Body of the request, sent as UTF-8"));
}

QWidget *BodyEditor::partsPage()
{
    auto *page = new QWidget(this);
    auto *add = framedButton("addFileButton", tr("Add Files…"),
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
    auto *choose = framedButton("chooseFileButton", tr("Choose…"), tr("Choose the file to send"));
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
    m_text->setText(draft.text);
    m_form->fields().setFields(draft.form);
    m_parts->fields().setParts(draft.parts);
    m_file->setText(draft.file);
    m_kind->setCurrentIndex(int(draft.bodyKind));
}

void BodyEditor::write(RequestDraft &draft) const
{
    draft.bodyKind = Kind(m_kind->currentIndex());
    draft.text = m_text->text();
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
    m_text->edit().setPlaceholderText(
            kind == Kind::Json ? tr("{ \"name\": \"Geek\", \"email\": \"geeks@gfg.org\" }")
                               : tr("Type the body. Name its type among the headers; "
                                    "none is added."));
    m_text->setJson(kind == Kind::Json);
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
