// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestpanel.h"

#include "base/deliver.h"
#include "client/serverplace.h"
#include "client/tutorialrequests.h"
#include "exampleslist.h"
#include "historyview.h"
#include "icons.h"
#include "requesttab.h"

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>
#include <QMenu>
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

void RequestPanel::setUpBar()
{
    m_bar->setObjectName(QStringLiteral("requestTabBar"));
    m_bar->setAccessibleName(tr("Open requests"));
    m_bar->setToolTip(tr("The open requests; drag one to move it"));
    m_bar->setDocumentMode(true);
    m_bar->setTabsClosable(true);
    m_bar->setMovable(true);
    m_bar->setExpanding(false);
    m_bar->setElideMode(Qt::ElideMiddle);
    m_bar->setUsesScrollButtons(true);
    const auto button = [this](QToolButton *made, const char *name, const QString &text,
                               const QString &toolTip) {
        made->setObjectName(QLatin1String(name));
        made->setText(text);
        made->setToolTip(toolTip);
        made->setAccessibleName(toolTip);
        made->setFocusPolicy(Qt::StrongFocus);
        made->setAutoRaise(true);
        return made;
    };
    auto *add = button(new QToolButton(this), "newTabButton", {}, tr("New request (Ctrl+T)"));
    add->setIcon(icon(QStringLiteral("add")));
    button(m_historyButton, "historyButton", tr("History"), tr("Requests that were sent (Ctrl+H)"));
    m_historyButton->setCheckable(true);
    auto *more = button(new QToolButton(this), "requestMenuButton", QStringLiteral("⋯"),
                        tr("More to do with the request"));
    auto *menu = new QMenu(more);
    menu->addActions(m_actions);
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));

    auto *bar = new QHBoxLayout;
    bar->setSpacing(2);
    bar->addWidget(m_bar, 1);
    bar->addWidget(add);
    bar->addWidget(m_historyButton);
    bar->addWidget(more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 6);
    layout->setSpacing(0);
    layout->addLayout(bar);
    connect(m_bar, &QTabBar::currentChanged, this, &RequestPanel::showTab);
    connect(m_bar, &QTabBar::tabBarClicked, this, [this] { showHistory(false); });
    connect(m_bar, &QTabBar::tabCloseRequested, this, &RequestPanel::closeTab);
    connect(m_bar, &QTabBar::tabMoved, this, [this](int from, int to) {
        m_tabs.move(from, to);
        keepOrder();
    });
    connect(add, &QAbstractButton::clicked, this, &RequestPanel::newTab);
    connect(m_historyButton, &QAbstractButton::toggled, this, &RequestPanel::showHistory);
}

void RequestPanel::setUpActions()
{
    makeAction(tr("&Send"), tr("Send the request"),
               { Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter }, &RequestPanel::send);
    makeAction(tr("&New Request"), tr("Open an empty tab"),
               { Qt::CTRL | Qt::Key_T, Qt::CTRL | Qt::Key_N }, &RequestPanel::newTab);
    makeAction(tr("D&uplicate"), tr("Open the same request in another tab"),
               { Qt::CTRL | Qt::SHIFT | Qt::Key_D }, &RequestPanel::duplicate);
    makeAction(tr("&Close"), tr("Close the tab"), { Qt::CTRL | Qt::Key_W },
               &RequestPanel::closeCurrent);
    makeAction(tr("Ne&xt Tab"), tr("Go to the next tab"),
               { Qt::CTRL | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageDown }, &RequestPanel::nextTab);
    makeAction(tr("&Previous Tab"), tr("Go to the tab before"),
               { Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, Qt::CTRL | Qt::Key_PageUp },
               &RequestPanel::previousTab);
    makeAction(tr("Copy &as cURL"), tr("Copy a shell command that sends the same"), {},
               &RequestPanel::copyAsCurl);
    makeAction(tr("&Find in the Answer"), tr("Search the answer's body"), { Qt::CTRL | Qt::Key_F },
               &RequestPanel::find)
            ->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    makeAction(tr("&History"), tr("Show the requests that were sent"), { Qt::CTRL | Qt::Key_H },
               &RequestPanel::toggleHistory);
    makeAction(tr("&Examples"), tr("Show the tutorial's requests"), {},
               &RequestPanel::showExamples);
}

QAction *RequestPanel::makeAction(const QString &text, const QString &toolTip,
                                  const QList<QKeySequence> &keys, void (RequestPanel::*slot)())
{
    auto *action = new QAction(text, this);
    action->setToolTip(toolTip);
    action->setStatusTip(toolTip);
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_actions.append(action);
    return action;
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

void RequestPanel::tabEdited(RequestTab *editor)
{
    const auto tab = std::find_if(m_tabs.begin(), m_tabs.end(),
                                  [editor](const Tab &each) { return each.editor == editor; });
    if (tab == m_tabs.end())
        return;
    tab->unkept = true;
    if (!m_keepSoon.isActive()) // not put off by further typing
        m_keepSoon.start();
}

void RequestPanel::keep()
{
    bool keptOne = false;
    for (int i = 0; i < m_tabs.size(); ++i) {
        Tab &tab = m_tabs[i];
        if (!tab.unkept)
            continue;
        if (tab.editor)
            tab.draft = tab.editor->draft();
        updateTitle(i);
        if (!m_bookIsRead)
            continue; // it stays unkept
        tab.unkept = false;
        KeptTab kept { tab.id, tab.draft };
        kept.draft.url = pathOnServer(kept.draft.url, m_lastServer);
        m_book->keepTab(kept);
        keptOne = true;
    }
    if (keptOne)
        keepOrder(); // a new row has no place yet
}

void RequestPanel::keepOrder()
{
    if (!m_bookIsRead)
        return;
    QList<qint64> ids;
    for (const Tab &tab : std::as_const(m_tabs))
        ids << tab.id;
    m_book->keepOrder(ids, m_tabs[m_bar->currentIndex()].id);
}

void RequestPanel::updateTitle(int index)
{
    const Tab &tab = m_tabs[index];
    m_bar->setTabText(index, titleOf(tab.draft).replace(u'&', QLatin1String("&&")));
    m_bar->setTabToolTip(index, tab.draft.url);
}

void RequestPanel::openBook(const QString &path)
{
    if (m_book)
        return;
    m_book = std::make_unique<RequestBook>(path);
    connect(m_book.get(), &RequestBook::failed, this,
            [this](const QString &why) { emit failed(tr("Requests can't be kept: %1").arg(why)); });
    deliver(m_book->open(), this, [this](const Result<KeptTabs> &kept) {
        if (!kept) {
            emit failed(tr("The requests of earlier runs could not be read: %1")
                                .arg(kept.error().detail));
            return;
        }
        restore(*kept);
    });
}

/// What was typed meanwhile stays, behind what comes back.
void RequestPanel::restore(const KeptTabs &kept)
{
    if (!kept.note.isEmpty())
        emit failed(kept.note);
    const bool touched = tabCount() > 1 || !(currentTab()->draft() == m_tabs[0].untouched);
    int current = 0;
    for (const KeptTab &tab : kept.tabs) {
        m_lastId = std::max(m_lastId, tab.id);
        if (tab.id == kept.currentId)
            current = tabCount();
        addTab(shown(tab.draft), tab.id);
    }
    m_bookIsRead = true;
    m_history->setBook(m_book.get());
    for (int i = 0; i < tabCount() - kept.tabs.size(); ++i)
        m_tabs[i].id = ++m_lastId; // ids of the book are taken
    if (!kept.tabs.isEmpty()) {
        m_bar->setCurrentIndex(current);
        if (!touched)
            closeTab(0);
    }
    keep();
    keepOrder();
}

/// A path that was kept is one on the server as it is called now.
RequestDraft RequestPanel::shown(RequestDraft kept) const
{
    kept.url = addressOnServer(kept.url, m_lastServer);
    return kept;
}

void RequestPanel::tabAnswered(const SendOutcome &outcome, const RequestDraft &sent)
{
    if (m_bookIsRead) {
        const qint64 ago = outcome.times.doneNs / 1'000'000;
        m_book->addEntry({ 0, QDateTime::currentMSecsSinceEpoch() - ago, sent.method, sent.url,
                           outcome.response.status, outcome.times.doneNs,
                           outcome.response.body.size() },
                         sent);
    }
    emit answered(outcome);
}

void RequestPanel::openEntry(qint64 id)
{
    deliver(m_book->draftOf(id), this, [this](const Result<RequestDraft> &draft) {
        if (draft)
            open(shown(*draft));
        else
            emit failed(draft.error().detail);
    });
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
