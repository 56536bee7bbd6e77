// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requesttab.h"

#include "addressedit.h"
#include "autheditor.h"
#include "bodyeditor.h"
#include "client/curlreader.h"
#include "client/draftcurl.h"
#include "client/preparedrequest.h"
#include "client/querytext.h"
#include "client/serverplace.h"
#include "colours.h"
#include "errorlabel.h"
#include "exampleslist.h"
#include "fieldtable.h"
#include "icons.h"
#include "models/texts.h"
#include "responseview.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace frontdesk {

RequestTab::RequestTab(QWidget *parent)
    : QWidget(parent)
    , m_method(new QComboBox(this))
    , m_address(new AddressEdit(this))
    , m_send(new QPushButton(this))
    , m_inputError(new ErrorLabel(this))
    , m_note(new QLabel(this))
    , m_editors(new QTabWidget(this))
    , m_body(new BodyEditor(this))
    , m_auth(new AuthEditor(this))
    , m_answerPages(new QStackedWidget(this))
{
    setUpAddress();
    m_query = makeTable("queryTable", tr("Query"),
                        tr("The query of the address; a change here is one there"));
    m_editors->setObjectName(QStringLiteral("requestTabs"));
    m_editors->setAccessibleName(tr("Request"));
    m_editors->setDocumentMode(true);
    for (QWidget *page : { static_cast<QWidget *>(m_query), headersPage(),
                           static_cast<QWidget *>(m_body), static_cast<QWidget *>(m_auth) })
        m_editors->addTab(page, QString());
    m_editors->setTabToolTip(0, tr("The fields of the address's query"));
    m_editors->setTabToolTip(1, tr("Header fields to send"));
    m_editors->setTabToolTip(2, tr("What is sent after the headers"));
    m_editors->setTabToolTip(3, tr("How the request says who sends it"));
    m_editors->setCurrentWidget(m_body);
    // What is in them scrolls; the window shall fit small screens.
    m_editors->setMinimumHeight(5 * fontMetrics().height());
    m_answerPages->setMinimumHeight(5 * fontMetrics().height());
    m_answerPages->setObjectName(QStringLiteral("answerPages"));
    m_answerPages->addWidget(startPage());
    m_answerPages->addWidget(answerPage());

    auto *address = new QHBoxLayout;
    address->addWidget(m_method);
    address->addWidget(m_address, 1);
    address->addWidget(m_send);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("splitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_editors);
    splitter->addWidget(m_answerPages);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(address);
    layout->addWidget(m_inputError);
    layout->addWidget(m_note);
    layout->addWidget(splitter, 1);

    connectEditors();
    showSending(false);
    updateTitles();
}

RequestTab::~RequestTab() = default;

void RequestTab::connectEditors()
{
    connect(m_send, &QAbstractButton::clicked, this, [this] {
        if (m_sender.isSending())
            cancel();
        else
            send();
    });
    connect(m_address, &QLineEdit::returnPressed, this, &RequestTab::send);
    connect(m_address, &QLineEdit::textChanged, this, &RequestTab::addressChanged);
    connect(m_address, &AddressEdit::curlPasted, this, &RequestTab::readCurlCommand);
    connect(m_method, &QComboBox::currentTextChanged, this, &RequestTab::changed);
    connect(&m_query->fields(), &FieldTableModel::edited, this, &RequestTab::queryChanged);
    connect(&m_headers->fields(), &FieldTableModel::edited, this, &RequestTab::changed);
    connect(m_body, &BodyEditor::edited, this, &RequestTab::changed);
    connect(m_auth, &AuthEditor::edited, this, &RequestTab::changed);
    connect(&m_sender, &BackgroundSender::finished, this, &RequestTab::present);
    connect(&m_sender, &BackgroundSender::streamed, m_response, &ResponseView::presentMore);
    connect(&m_sender, &BackgroundSender::sent, this,
            [this](qint64 bytes, qint64 total) { showProgress(tr("Sent"), bytes, total); });
    connect(&m_sender, &BackgroundSender::received, this, [this](qint64 bytes, qint64 announced) {
        showProgress(tr("Received"), bytes, announced);
    });
    m_escape = new QShortcut(Qt::Key_Escape, this);
    m_escape->setWhatsThis(tr("Cancel the Request"));
    m_escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(m_escape, &QShortcut::activated, this, &RequestTab::cancel);
}

void RequestTab::setServerAddress(const QUrl &address, const QSslCertificate &certificate)
{
    m_serverAddress = address;
    m_sender.setTrusted(certificate);
    if (address.isEmpty())
        return; // it may come back where it was
    const QString typed = m_address->text();
    const QString moved = addressOnServer(pathOnServer(typed, m_lastServer), address);
    m_lastServer = address;
    if (moved == typed)
        return;
    m_updating = true; // nobody has edited the request
    m_address->setText(moved);
    m_addressSeen = m_address->text();
    m_updating = false;
}

RequestDraft RequestTab::draft() const
{
    RequestDraft draft;
    draft.method = m_method->currentText();
    draft.url = m_address->text();
    draft.query = m_query->fields().fields();
    draft.headers = m_headers->fields().fields();
    m_body->write(draft);
    m_auth->write(draft);
    return draft;
}

void RequestTab::setDraft(const RequestDraft &draft)
{
    m_updating = true;
    m_method->setCurrentText(draft.method);
    m_address->setText(draft.url);
    m_addressSeen = m_address->text();
    m_query->fields().setFields(mergedQuery(draft.query, draft.url));
    m_headers->fields().setFields(draft.headers);
    m_body->read(draft);
    m_auth->read(draft);
    m_updating = false;
    changed();
}

void RequestTab::tell(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void RequestTab::addressChanged()
{
    // A command that was pasted leaves the line as another text than it came.
    if (m_updating || m_address->text() == m_addressSeen)
        return;
    m_addressSeen = m_address->text();
    FieldTableModel &query = m_query->fields();
    query.setFields(mergedQuery(query.fields(), m_address->text()));
    changed();
}

void RequestTab::queryChanged()
{
    m_updating = true;
    const QString address = withQuery(m_address->text(), m_query->fields().fields());
    m_address->selectAll();
    m_address->insert(address); // which can be undone there
    m_addressSeen = m_address->text();
    m_updating = false;
    changed();
}

void RequestTab::changed()
{
    if (m_updating)
        return;
    m_inputError->showText({});
    tell({});
    updateTitles();
    emit edited();
}

void RequestTab::send()
{
    if (looksLikeCurl(m_address->text()))
        return readCurlCommand(m_address->text());
    m_sent = draft();
    const auto outgoing = prepared(m_sent, m_serverAddress);
    m_inputError->showText(outgoing ? QString() : outgoing.error().detail);
    if (!outgoing)
        return;
    m_toServer = !m_serverAddress.isEmpty() && outgoing->address.port == m_serverAddress.port()
            && outgoing->address.secure == (m_serverAddress.scheme() == QLatin1String("https"));
    m_sent.url = pathOnServer(m_sent.url, m_serverAddress);
    m_awaited.clear();
    showSending(true);
    m_sender.send(*outgoing);
}

void RequestTab::cancel()
{
    m_sender.cancel();
}

void RequestTab::focusAddress()
{
    m_address->setFocus(Qt::ShortcutFocusReason);
    m_address->selectAll();
}

void RequestTab::showExamples()
{
    m_answerPages->setCurrentIndex(0);
    m_answerPages->currentWidget()->findChild<ExamplesList *>()->setFocus();
}

void RequestTab::openFindBar()
{
    if (m_answerPages->currentIndex() == 1)
        m_response->openFindBar();
}

void RequestTab::copyAsCurl()
{
    const auto command = curlOf(draft(), m_serverAddress);
    m_inputError->showText(command ? QString() : command.error().detail);
    if (!command)
        return;
    QGuiApplication::clipboard()->setText(*command);
    tell(tr("The curl command was copied, with the authorization in it."));
}

void RequestTab::readCurlCommand(const QString &command)
{
    const auto read = readCurl(command);
    if (!read) {
        m_inputError->showText(read.error().detail);
        return;
    }
    setDraft(read->draft);
    tell(read->notes.join(u' '));
}

void RequestTab::showSending(bool sending)
{
    m_send->setText(sending ? tr("Cancel") : tr("Send"));
    m_send->setIcon(icon(sending ? QStringLiteral("cancel") : QStringLiteral("send")));
    m_send->setToolTip(sending ? tr("Cancel the request (Esc)")
                               : tr("Send the request (Ctrl+Enter)"));
    m_escape->setEnabled(sending);
    m_progress->setText(tr("Sending…"));
    m_progress->setVisible(sending);
    if (sending) {
        m_response->clear();
        m_answerPages->setCurrentIndex(1);
    }
}

void RequestTab::showProgress(const QString &what, qint64 bytes, qint64 total)
{
    m_progress->setText(total < 0 ? QStringLiteral("%1 %2").arg(what, sizeText(bytes))
                                  : tr("%1 %2 of %3").arg(what, sizeText(bytes), sizeText(total)));
}

void RequestTab::present(const SendOutcome &outcome)
{
    if (m_sender.isSending())
        return; // a newer request is under way
    showSending(false);
    m_response->present(outcome);
    m_awaited = m_toServer ? outcome.response.header("X-Request-Id") : QByteArray();
    emit answered(outcome, m_sent);
}

void RequestTab::showServerSide(const Exchange &exchange)
{
    m_awaited.clear();
    m_response->showServerSide(exchange);
}

} // namespace frontdesk
