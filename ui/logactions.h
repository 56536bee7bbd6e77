// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/loggedrequest.h"
#include "http/sender.h"

#include <QList>
#include <QObject>
#include <QUrl>

class QAction;
class QKeySequence;

namespace frontdesk {

class FilteredLogModel;
class LogView;

/// What one can do with the requests that are selected in the log: the view's
/// context menu, with shortcuts, and a menu's contents.
class LogActions : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the actions.
    LogActions(LogView &view, const FilteredLogModel &rows, QObject *parent = nullptr);

    QList<QAction *> actions() const { return m_actions; }
    /// Where the server of this window is; empty while it is stopped. @p certificate:
    /// what it shows if it speaks https.
    void setServerAddress(const QUrl &address, const QSslCertificate &certificate);
    /// "http://127.0.0.1:5000", a guess while the server is stopped.
    QByteArray origin() const;
    /// The numbers of the selected rows, ascending.
    QList<quint64> selectedNumbers() const;

signals:
    /// To be filled into the request panel.
    void openRequested(const QByteArray &method, const QString &target, const QString &headers,
                       const QString &body);
    void saveSelectedRequested();
    void saveAllRequested();
    /// Something to tell, good or bad.
    void told(const QString &message);

private:
    QAction *add(const QString &text, const QString &toolTip, const QKeySequence &keys,
                 void (LogActions::*slot)());
    void updateEnabled();
    std::optional<LoggedRequest> current() const;
    void copyUrl();
    void copyCurl();
    void open();
    void replay();
    void replayed(const SendOutcome &outcome);

    LogView &m_view;
    const FilteredLogModel &m_rows;
    QList<QAction *> m_actions;
    QAction *m_saveAll = nullptr;
    Sender m_sender;
    QUrl m_serverAddress;
    QString m_replayed; ///< what is under way, for people
};

} // namespace frontdesk
