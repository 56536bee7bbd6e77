// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of RequestPanel that keeps tabs and history in the book.
#include "requestpanel.h"

#include "base/deliver.h"
#include "client/serverplace.h"
#include "historyview.h"
#include "requesttab.h"

#include <QDateTime>
#include <QTabBar>

#include <algorithm>

namespace frontdesk {

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

} // namespace frontdesk
