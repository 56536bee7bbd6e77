// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "client/backgroundsender.h"
#include "client/requestdraft.h"

#include <QUrl>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QShortcut;
class QStackedWidget;
class QTabWidget;

namespace frontdesk {

class AddressEdit;
class AuthEditor;
class BodyEditor;
class ErrorLabel;
class FieldTable;
class ResponseView;

/// One request to edit and send, and what came back.
class RequestTab : public QWidget
{
    Q_OBJECT

public:
    explicit RequestTab(QWidget *parent = nullptr);
    ~RequestTab() override;

    /// Where a path alone goes; empty while the server is stopped. An address on it
    /// follows it to another. @p certificate: what it shows if it speaks https.
    void setServerAddress(const QUrl &address, const QSslCertificate &certificate);

    RequestDraft draft() const;
    /// What is in the editors gives way to it.
    void setDraft(const RequestDraft &draft);
    /// A sentence below the address, until the request changes.
    void tell(const QString &text);

    void send();
    void cancel();
    void focusAddress();
    void showExamples();
    void openFindBar();
    void copyAsCurl();
    void readCurlCommand(const QString &command);

    /// The X-Request-Id of the answer that is shown, where it may be our own server's;
    /// empty otherwise.
    QByteArray awaitedExchange() const { return m_awaited; }
    void showServerSide(const Exchange &exchange);

signals:
    void edited();
    /// @p sent: the draft as it was when it was sent, with a path alone if it went to
    /// the server.
    void answered(const frontdesk::SendOutcome &outcome, const frontdesk::RequestDraft &sent);

private:
    void setUpAddress();
    QWidget *headersPage();
    QWidget *startPage();
    QWidget *answerPage();
    void connectEditors();
    FieldTable *makeTable(const char *name, const QString &accessibleName, const QString &toolTip);

    void addressChanged();
    void queryChanged();
    void changed();
    void updateTitles();
    void showSending(bool sending);
    void showProgress(const QString &what, qint64 bytes, qint64 total);
    void present(const SendOutcome &outcome);

    QComboBox *m_method;
    AddressEdit *m_address;
    QPushButton *m_send;
    ErrorLabel *m_inputError;
    QLabel *m_note;
    QTabWidget *m_editors;
    FieldTable *m_query, *m_headers;
    QLabel *m_implied;
    BodyEditor *m_body;
    AuthEditor *m_auth;
    QStackedWidget *m_answerPages;
    QLabel *m_progress;
    ResponseView *m_response;
    QShortcut *m_escape;

    BackgroundSender m_sender;
    QUrl m_serverAddress;
    QUrl m_lastServer; ///< where the server was, if it is stopped
    RequestDraft m_sent;
    QByteArray m_awaited;
    bool m_toServer = false; ///< what was sent last went to the server in the window
    QString m_addressSeen; ///< as the query's table knows it
    bool m_updating = false; ///< one side of the query follows the other
};

} // namespace frontdesk
