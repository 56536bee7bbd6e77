// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/sender.h"

#include <QUrl>
#include <QWidget>

#include <memory>

namespace frontdesk {

namespace Ui {
class RequestPanel;
}

struct ExampleRequest;

/// Sends any method to any address, with headers and a body, and shows what comes
/// back. Before the first answer it offers the tutorial's requests.
class RequestPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RequestPanel(QWidget *parent = nullptr);
    ~RequestPanel() override;

    /// Where the examples and a path alone go; empty while the server is stopped.
    /// @p certificate: what it shows if it speaks https.
    void setServerAddress(const QUrl &address,
                          const QSslCertificate &certificate = QSslCertificate());

    /// What is in the panel gives way to it.
    void fillIn(const ExampleRequest &example);
    void send();
    void focusAddress();
    void showExamples();

signals:
    void answered(const frontdesk::SendOutcome &outcome);

private:
    void fillExamples();
    Result<OutgoingRequest> request() const;
    void showSending(bool sending);
    void present(const SendOutcome &outcome);

    std::unique_ptr<Ui::RequestPanel> ui;
    Sender m_sender;
    QUrl m_serverAddress;
};

} // namespace frontdesk
