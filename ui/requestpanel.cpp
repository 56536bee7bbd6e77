// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestpanel.h"

#include "client/serverplace.h"
#include "client/tutorialrequests.h"
#include "exampleslist.h"
#include "historyview.h"
#include "requesttab.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto keepDelay = 300ms; // what a kill loses at most, with the time to write it

/// What a tab is called: "POST /add-user".
QString titleOf(const RequestDraft &draft)
{
    const QUrl url(draft.url);
    QString place = url.isRelative() || url.path().size() > 1 ? url.path() : url.authority();
    if (draft.url.isEmpty() || place.isEmpty())
        place = RequestPanel::tr("New request");
    if (place.size() > 24)
        place = place.left(10) + u'…' + place.right(13);
    return draft.url.isEmpty() ? place : draft.method + u' ' + place;
}

} // namespace

RequestPanel::RequestPanel(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QTabBar(this))
    , m_historyButton(new QToolButton(this))
    , m_pages(new QStackedWidget(this))
    , m_history(new HistoryView(this))
{
    setUpActions();
    setUpBar();
    m_pages->addWidget(m_history);
    auto *layout = static_cast<QVBoxLayout *>(this->layout());
    layout->addWidget(m_pages, 1);
    connect(m_history, &HistoryView::entryActivated, this, &RequestPanel::openEntry);
    connect(m_history, &HistoryView::left, this, [this] { showHistory(false); });
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(keepDelay);
    connect(&m_keepSoon, &QTimer::timeout, this, &RequestPanel::keep);
    addTab({});
}

RequestPanel::~RequestPanel()
{
    keep();
    m_history->setBook(nullptr);
}

void RequestPanel::setServerAddress(const QUrl &address, const QSslCertificate &certificate)
{
    const bool first = m_serverAddress.isEmpty() && tabCount() == 1
            && currentTab()->draft() == RequestDraft();
    m_serverAddress = address;
    m_certificate = certificate;
    const QUrl before = m_lastServer;
    if (!address.isEmpty())
        m_lastServer = address;
    for (int i = 0; i < tabCount(); ++i) {
        Tab &tab = m_tabs[i];
        if (tab.editor)
            tab.editor->setServerAddress(address, certificate);
        for (RequestDraft *draft : { &tab.draft, &tab.untouched })
            draft->url = addressOnServer(pathOnServer(draft->url, before), m_lastServer);
        updateTitle(i);
    }
    if (first && !address.isEmpty()) {
        fillIn(tutorialRequests().constFirst());
        m_tabs[0].replaceable = true;
    }
}

RequestTab *RequestPanel::currentTab()
{
    return m_tabs[m_bar->currentIndex()].editor;
}

void RequestPanel::addTab(const RequestDraft &draft, qint64 id)
{
    m_lastId = std::max(m_lastId + 1, id);
    m_tabs.append({ id ? id : m_lastId, draft, draft, draft == RequestDraft() });
    const int index = m_bar->addTab(QString()); // shows the first by itself
    m_bar->setTabToolTip(index, draft.url);
    updateTitle(index);
}

void RequestPanel::showTab(int index)
{
    if (index < 0 || index >= m_tabs.size())
        return;
    Tab &tab = m_tabs[index];
    if (!tab.editor) {
        auto *editor = new RequestTab(this);
        editor->setServerAddress(m_serverAddress, m_certificate);
        editor->setDraft(tab.draft);
        tab.editor = editor;
        tab.untouched = tab.draft = editor->draft();
        m_pages->addWidget(editor);
        connect(editor, &RequestTab::edited, this, [this, editor] { tabEdited(editor); });
        connect(editor, &RequestTab::answered, this, &RequestPanel::tabAnswered);
    }
    if (!m_historyButton->isChecked())
        m_pages->setCurrentWidget(tab.editor);
    keepOrder();
}

void RequestPanel::newTab()
{
    addTab({});
    m_bar->setCurrentIndex(tabCount() - 1);
    showHistory(false);
    focusAddress();
}

void RequestPanel::closeTab(int index)
{
    if (index < 0 || index >= m_tabs.size())
        return;
    if (tabCount() == 1)
        addTab({}); // before the last one goes: there is always one
    const Tab tab = m_tabs.takeAt(index);
    m_bar->removeTab(index);
    if (tab.editor) {
        m_pages->removeWidget(tab.editor);
        tab.editor->deleteLater();
    }
    showTab(m_bar->currentIndex());
}

void RequestPanel::closeCurrent()
{
    closeTab(m_bar->currentIndex());
}

void RequestPanel::step(int by)
{
    m_bar->setCurrentIndex((m_bar->currentIndex() + by + tabCount()) % tabCount());
    showHistory(false);
}

void RequestPanel::duplicate()
{
    addTab(currentTab()->draft());
    m_tabs.last().unkept = true;
    m_keepSoon.start();
    m_bar->setCurrentIndex(tabCount() - 1);
    showHistory(false);
}

void RequestPanel::copyAsCurl()
{
    currentTab()->copyAsCurl();
}

void RequestPanel::find()
{
    currentTab()->openFindBar();
}

void RequestPanel::send()
{
    showHistory(false);
    currentTab()->send();
}

void RequestPanel::focusAddress()
{
    showHistory(false);
    currentTab()->focusAddress();
}

void RequestPanel::showExamples()
{
    showHistory(false);
    currentTab()->showExamples();
}

void RequestPanel::toggleHistory()
{
    showHistory(!m_historyButton->isChecked());
}

void RequestPanel::showHistory(bool shown)
{
    m_historyButton->setChecked(shown);
    m_pages->setCurrentWidget(shown ? static_cast<QWidget *>(m_history) : currentTab());
    if (shown)
        m_history->open();
}

void RequestPanel::fillIn(const ExampleRequest &example)
{
    open(draftOf(example, m_serverAddress));
}

void RequestPanel::open(const RequestDraft &draft)
{
    const Tab &present = m_tabs[m_bar->currentIndex()];
    if (!present.replaceable || !(present.editor->draft() == present.untouched)) {
        addTab({});
        m_bar->setCurrentIndex(tabCount() - 1);
    }
    showHistory(false);
    currentTab()->setDraft(draft);
    Tab &filled = m_tabs[m_bar->currentIndex()];
    filled.untouched = currentTab()->draft();
    filled.replaceable = false;
}

void RequestPanel::updateTitle(int index)
{
    const Tab &tab = m_tabs[index];
    m_bar->setTabText(index, titleOf(tab.draft).replace(u'&', QLatin1String("&&")));
    m_bar->setTabToolTip(index, tab.draft.url);
}

bool RequestPanel::awaitsExchange() const
{
    return std::any_of(m_tabs.begin(), m_tabs.end(), [](const Tab &tab) {
        return tab.editor && !tab.editor->awaitedExchange().isEmpty();
    });
}

void RequestPanel::noteExchanges(const QList<Exchange> &exchanges)
{
    for (const Tab &tab : std::as_const(m_tabs)) {
        const QByteArray id = tab.editor ? tab.editor->awaitedExchange() : QByteArray();
        if (id.isEmpty())
            continue;
        const auto found
                = std::find_if(exchanges.begin(), exchanges.end(), [&id](const Exchange &exchange) {
                      return hasRequestId(exchange, id);
                  });
        if (found != exchanges.end())
            tab.editor->showServerSide(*found);
    }
}

} // namespace frontdesk
