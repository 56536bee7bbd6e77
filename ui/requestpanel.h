// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "client/requestbook.h"
#include "http/sender.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <memory>

class QStackedWidget;
class QTabBar;
class QToolButton;

namespace frontdesk {

struct ExampleRequest;
class HistoryView;
class RequestTab;

/// Sends any method to any address, with headers, a body and authorization, and shows
/// what comes back; a tab for each request. With a book the tabs are kept as they are
/// typed and come back at the next start, and what was sent has a history.
class RequestPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RequestPanel(QWidget *parent = nullptr);
    ~RequestPanel() override;

    /// Where the examples and a path alone go; empty while the server is stopped.
    /// Addresses on the server follow it: the book has them as paths.
    /// @p certificate: what it shows if it speaks https.
    void setServerAddress(const QUrl &address,
                          const QSslCertificate &certificate = QSslCertificate());
    /// The file of tabs and history, made where it is missing. Once.
    void openBook(const QString &path);

    /// From then on tabs and history are kept.
    bool bookIsRead() const { return m_bookIsRead; }

    /// In the present tab if nobody has touched that yet, else in one of its own.
    void fillIn(const ExampleRequest &example);
    void open(const RequestDraft &draft);
    void send();
    void focusAddress();
    void showExamples();
    void showHistory(bool shown);
    void newTab();
    void closeTab(int index);
    RequestTab *currentTab();
    int tabCount() const { return int(m_tabs.size()); }
    /// New, close, find, copy as curl, …: for a menu.
    QList<QAction *> menuActions() const { return m_actions; }

    /// What our own server recorded: the tab that waits for it shows it.
    void noteExchanges(const QList<Exchange> &exchanges);
    bool awaitsExchange() const;

signals:
    void answered(const frontdesk::SendOutcome &outcome);
    /// A sentence about tabs or history that could not be read or kept.
    void failed(const QString &text);

private:
    struct Tab
    {
        qint64 id = 0;
        RequestDraft draft; ///< the editor's, as it was last kept
        RequestDraft untouched; ///< as it was filled in
        bool replaceable = false; ///< until somebody touches it: nobody asked for it
        RequestTab *editor = nullptr; ///< made when it is shown first
        bool unkept = false;
    };

    void setUpBar();
    void setUpActions();
    QAction *makeAction(const QString &text, const QString &toolTip,
                        const QList<QKeySequence> &keys, void (RequestPanel::*slot)());
    void addTab(const RequestDraft &draft, qint64 id = 0);
    void showTab(int index);
    void restore(const KeptTabs &kept);
    RequestDraft shown(RequestDraft kept) const;
    void tabEdited(RequestTab *editor);
    void tabAnswered(const SendOutcome &outcome, const RequestDraft &sent);
    void keep();
    void keepOrder();
    void openEntry(qint64 id);
    void updateTitle(int index);
    void step(int by);
    void closeCurrent();
    void nextTab() { step(1); }
    void previousTab() { step(-1); }
    void duplicate();
    void copyAsCurl();
    void find();
    void toggleHistory();

    QTabBar *m_bar;
    QToolButton *m_historyButton;
    QStackedWidget *m_pages; ///< the present tab's editor, or the history
    HistoryView *m_history;
    QList<Tab> m_tabs; ///< as in the bar
    QList<QAction *> m_actions;
    std::unique_ptr<RequestBook> m_book;
    bool m_bookIsRead = false; ///< before, nothing is written to it
    qint64 m_lastId = 0;
    QTimer m_keepSoon;
    QUrl m_serverAddress;
    QUrl m_lastServer; ///< where the server was, if it is stopped
    QSslCertificate m_certificate;
};

} // namespace frontdesk
