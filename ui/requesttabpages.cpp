// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RequestTab that makes its pages and titles.
#include "addressedit.h"
#include "autheditor.h"
#include "bodyeditor.h"
#include "client/preparedrequest.h"
#include "errorlabel.h"
#include "exampleslist.h"
#include "fieldtable.h"
#include "requesttab.h"
#include "responseview.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace frontdesk {

void RequestTab::setUpAddress()
{
    m_method->setObjectName(QStringLiteral("methodBox"));
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    m_method->addItems(QStringLiteral("GET POST PUT PATCH DELETE HEAD OPTIONS").split(u' '));
    m_method->setToolTip(tr("The method; type any other"));
    m_method->setAccessibleName(tr("Method"));
    m_method->setMinimumContentsLength(7);
    m_address->setObjectName(QStringLiteral("addressEdit"));
    m_address->setPlaceholderText(tr("Address, or paste a curl command"));
    m_address->setToolTip(
            tr("The address (Ctrl+L); a path alone goes to the server in this window, "
               "a pasted curl command becomes the request"));
    m_address->setAccessibleName(tr("Address"));
    m_address->setClearButtonEnabled(true);
    m_send->setObjectName(QStringLiteral("sendButton"));
    m_send->setAccessibleName(tr("Send"));
    m_inputError->setObjectName(QStringLiteral("inputErrorLabel"));
    m_inputError->setAccessibleName(tr("What is wrong with the request"));
    m_inputError->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("requestNoteLabel"));
    m_note->setAccessibleName(tr("About the request"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->hide();
}

FieldTable *RequestTab::makeTable(const char *name, const QString &accessibleName,
                                  const QString &toolTip)
{
    auto *table = new FieldTable(FieldTableModel::Kind::Fields, this);
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(accessibleName);
    table->setToolTip(toolTip);
    return table;
}

QWidget *RequestTab::headersPage()
{
    auto *page = new QWidget(this);
    m_headers = makeTable("headersTable", tr("Headers of the request"),
                          tr("Header fields, in this order; untick one to leave it out"));
    m_headers->completeHeaders();
    m_implied = new QLabel(page);
    m_implied->setObjectName(QStringLiteral("impliedHeadersLabel"));
    m_implied->setAccessibleName(tr("Headers that are added"));
    m_implied->setWordWrap(true);
    m_implied->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_headers, 1);
    layout->addWidget(m_implied);
    return page;
}

QWidget *RequestTab::startPage()
{
    auto *page = new QWidget(this);
    auto *title = new QLabel(tr("Try the tutorial's requests"), page);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *hint = new QLabel(tr("Double-click or press Enter to send; a single click only fills the "
                               "request in."),
                            page);
    hint->setWordWrap(true);
    auto *examples = new ExamplesList(page);
    examples->setObjectName(QStringLiteral("examplesView"));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addWidget(examples, 1);
    connect(examples, &ExamplesList::chosen, this,
            [this](const ExampleRequest &example) { setDraft(draftOf(example, m_serverAddress)); });
    connect(examples, &ExamplesList::activated, this, [this](const ExampleRequest &example) {
        setDraft(draftOf(example, m_serverAddress));
        send();
    });
    return page;
}

QWidget *RequestTab::answerPage()
{
    auto *page = new QWidget(this);
    m_progress = new QLabel(page);
    m_progress->setObjectName(QStringLiteral("progressLabel"));
    m_progress->setAccessibleName(tr("Progress"));
    m_response = new ResponseView(page);
    m_response->setObjectName(QStringLiteral("responseView"));
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_progress);
    layout->addWidget(m_response, 1);
    return page;
}

/// How much is behind each tab, and what is added to the headers.
void RequestTab::updateTitles()
{
    const auto counted = [](const QString &title, const FieldTable *table) {
        const auto fields = table->fields().fields();
        const auto count = std::count_if(fields.begin(), fields.end(), [](const DraftField &field) {
            return field.enabled && !field.isBlank();
        });
        return count ? QStringLiteral("%1 (%2)").arg(title).arg(count) : title;
    };
    RequestDraft draft;
    m_body->write(draft);
    m_auth->write(draft);
    draft.headers = m_headers->fields().fields();
    const bool hasBody = draft.bodyKind != RequestDraft::BodyKind::None;
    m_editors->setTabText(0, counted(tr("Params"), m_query));
    m_editors->setTabText(1, counted(tr("Headers"), m_headers));
    m_editors->setTabText(2, hasBody ? tr("Body ●") : tr("Body"));
    m_editors->setTabText(3, draft.auth != RequestDraft::Auth::None ? tr("Auth ●") : tr("Auth"));
    QStringList implied;
    for (const HeaderField &field : impliedHeaders(draft))
        implied << (field.name == "Authorization"
                            ? QString::fromLatin1(field.name)
                            : QString::fromLatin1(field.name + ": " + field.value));
    implied << tr("Host, User-Agent, Accept, Connection and Content-Length where missing");
    m_implied->setText(tr("Added when it is sent: %1.").arg(implied.join(QStringLiteral("; "))));
}

} // namespace frontdesk
