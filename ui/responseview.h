// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "http/sender.h"

#include <QWidget>

#include <memory>

namespace frontdesk {

namespace Ui {
class ResponseView;
}

/// What came of a request: status, time, size, body, headers, timing, or why
/// there is none.
class ResponseView : public QWidget
{
    Q_OBJECT

public:
    explicit ResponseView(QWidget *parent = nullptr);
    ~ResponseView() override;

    void present(const SendOutcome &outcome);
    /// More of an answer that still comes; @p head has no body.
    void presentMore(const IncomingResponse &head, const QByteArray &bytes);
    void clear();
    /// What our own server recorded of the exchange that is presented.
    void showServerSide(const Exchange &exchange);
    void openFindBar();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showStatus();
    void showHead(const IncomingResponse &response);
    void showTiming(const Exchange *exchange);

    SendOutcome m_outcome;
    bool m_presented = false;
    bool m_coming = false; ///< the answer is presented while it comes
    std::unique_ptr<Ui::ResponseView> ui;
};

} // namespace frontdesk
