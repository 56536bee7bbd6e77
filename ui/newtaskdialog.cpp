// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "newtaskdialog.h"

#include "base/deliver.h"
#include "client/curlcommand.h"
#include "errorlabel.h"
#include "icons.h"
#include "parameterform.h"
#include "storage/taskstore.h"
#include "tasks/taskdraftreader.h"
#include "tasks/taskengine.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QJsonDocument>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace frontdesk {

namespace {

const auto paramsPrefix = QLatin1String("params.");
constexpr int highest = 400; // of the fields: with more they scroll
constexpr int roomForError = 60; // below a field that is brought into view

/// Widgets are reached in the order of their making otherwise.
void putInTabOrder(QWidget *first, const QList<QWidget *> &others)
{
    for (QWidget *other : others) {
        QWidget::setTabOrder(first, other);
        first = other;
    }
}

} // namespace

NewTaskDialog::NewTaskDialog(TaskEngine &engine, QWidget *parent)
    : QDialog(parent)
    , m_engine(engine)
    , m_kind(new QComboBox(this))
    , m_page(new QWidget)
    , m_scroll(new QScrollArea(this))
    , m_optionsButton(new QToolButton(this))
    , m_options(new ParameterForm(taskKeys()))
    , m_error(new ErrorLabel(this))
    , m_start(new QPushButton(icon(QStringLiteral("start")), tr("Start"), this))
    , m_copy(new QPushButton(icon(QStringLiteral("copy")), tr("Copy as cURL"), this))
{
    setObjectName(QStringLiteral("newTaskDialog"));
    setWindowTitle(tr("New task"));
    m_kind->setObjectName(QStringLiteral("newTaskKindBox"));
    m_kind->setAccessibleName(tr("Kind of task"));
    m_kind->setToolTip(tr("What the task does; what you typed for the others is kept"));
    for (const TaskKind *kind : m_engine.kinds().offered())
        m_kind->addItem(QString::fromUtf8(kind->name().data(), qsizetype(kind->name().size())));
    m_error->setObjectName(QStringLiteral("newTaskErrorLabel"));
    m_error->setAccessibleName(tr("Why the task was not started"));
    m_error->setWordWrap(true);
    setUpOptions();
    setUpButtons();
    setUpLayout();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &NewTaskDialog::showKind);
    showKind();
}

void NewTaskDialog::setUpOptions()
{
    m_optionsButton->setObjectName(QStringLiteral("optionsButton"));
    m_optionsButton->setText(tr("When, how often and more"));
    m_optionsButton->setAccessibleName(m_optionsButton->text());
    m_optionsButton->setToolTip(tr("Show what any task can be told beside its parameters"));
    m_optionsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_optionsButton->setAutoRaise(true);
    m_optionsButton->setCheckable(true);
    m_optionsButton->setFocusPolicy(Qt::StrongFocus);
    connect(m_optionsButton, &QAbstractButton::toggled, this, &NewTaskDialog::showOptions);
}

void NewTaskDialog::setUpButtons()
{
    m_start->setObjectName(QStringLiteral("startNewTaskButton"));
    m_start->setAccessibleName(m_start->text());
    m_start->setToolTip(tr("Start the task (Enter)"));
    m_start->setDefault(true);
    m_copy->setObjectName(QStringLiteral("copyNewTaskButton"));
    m_copy->setAccessibleName(m_copy->text());
    m_copy->setToolTip(tr("Copy a shell command that starts this task"));
    m_copy->setEnabled(false);
    connect(m_copy, &QAbstractButton::clicked, this, &NewTaskDialog::copyCurl);
}

void NewTaskDialog::setUpLayout()
{
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(m_optionsButton, 0, Qt::AlignLeft);
    page->addWidget(m_options);
    page->addStretch();
    m_scroll->setWidget(m_page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    // Errors and options have their room only after the next layout.
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this,
            &NewTaskDialog::showFocused);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setToolTip(tr("Starts nothing"));
    buttons->addButton(m_start, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewTaskDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &NewTaskDialog::reject);
    auto *kind = new QFormLayout;
    kind->addRow(tr("&Kind"), m_kind);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(kind);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    putInTabOrder(m_optionsButton, m_options->controls() + QList<QWidget *> { m_start, m_copy });
    showOptions(false);
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
}

void NewTaskDialog::setServerAddress(const QUrl &address)
{
    m_serverAddress = address;
    m_copy->setEnabled(!address.isEmpty());
}

void NewTaskDialog::showKind()
{
    if (m_params)
        m_params->hide();
    const int index = m_kind->currentIndex();
    m_params = m_forms.value(index);
    if (!m_params) {
        const auto offered = m_engine.kinds().offered();
        m_params = new ParameterForm(offered[size_t(index)]->parameters());
        m_forms.insert(index, m_params);
        static_cast<QVBoxLayout *>(m_page->layout())->insertWidget(0, m_params);
        putInTabOrder(m_kind, m_params->controls());
    }
    m_params->show();
    m_error->showText({});
    showOptions(m_optionsButton->isChecked());
}

void NewTaskDialog::showOptions(bool shown)
{
    m_options->setVisible(shown);
    m_optionsButton->setChecked(shown);
    m_optionsButton->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    m_scroll->setMinimumHeight(std::min(highest, m_page->sizeHint().height()));
}

/// As `POST /tasks` takes it.
QJsonObject NewTaskDialog::body() const
{
    QJsonObject body = m_options->values();
    body.insert(QStringLiteral("kind"), m_kind->currentText());
    body.insert(QStringLiteral("params"), m_params->values());
    return body;
}

bool NewTaskDialog::checkForms()
{
    m_params->showErrors({});
    m_options->showErrors({});
    m_error->showText(m_params->isWellFormed() ? QString() : tr("What is not JSON can't be sent."));
    return m_params->isWellFormed();
}

void NewTaskDialog::accept()
{
    if (!checkForms() || !m_start->isEnabled())
        return;
    m_start->setEnabled(false);
    deliver(m_engine.submit(body()), this,
            [this](const Result<TaskInsertion> &task) { taken(task); });
}

void NewTaskDialog::taken(const Result<TaskInsertion> &task)
{
    m_start->setEnabled(true);
    if (!task) {
        present(task.error());
        return;
    }
    emit taskStarted(task->task.id);
    QDialog::accept();
}

void NewTaskDialog::present(const Error &error)
{
    QList<FieldError> ofParams, others;
    for (const FieldError &field : error.fields) {
        if (field.field.startsWith(paramsPrefix))
            ofParams.append({ field.field.mid(paramsPrefix.size()), field.code, field.detail });
        else
            others.append(field);
    }
    const auto homeless = m_params->showErrors(ofParams)
            + m_options->showErrors(others); // what has no field in the forms
    QStringList details;
    for (const FieldError &field : homeless)
        details += field.detail;
    m_error->showText(error.fields.isEmpty() ? error.detail : details.join(u' '));
    if (homeless.size() < others.size())
        showOptions(true);
    (ofParams.isEmpty() && !others.isEmpty() ? m_options : m_params)->focusFirst();
    showFocused();
}

/// With the error below it.
void NewTaskDialog::showFocused()
{
    const QWidget *field = focusWidget();
    if (field && m_page->isAncestorOf(field))
        m_scroll->ensureVisible(0, field->mapTo(m_page, QPoint(0, field->height())).y(), 0,
                                roomForError);
}

void NewTaskDialog::copyCurl()
{
    if (!checkForms())
        return;
    QUrl url = m_serverAddress;
    url.setPath(QStringLiteral("/tasks"));
    const QList<HeaderField> headers { { "Content-Type", "application/json" } };
    QApplication::clipboard()->setText(
            curlCommand({ "POST", url.toEncoded(), headers,
                          QJsonDocument(body()).toJson(QJsonDocument::Compact) }));
}

} // namespace frontdesk
