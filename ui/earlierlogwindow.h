// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangelogmodel.h"
#include "storage/exchangestore.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;

namespace frontdesk {

class RequestLogPanel;

/// What the request log on disk has of a session, in a window of its own: filter,
/// details and export as in the live log. It reads page by page; another choice
/// ends that.
class EarlierLogWindow : public QWidget
{
    Q_OBJECT

public:
    /// @p store answers null where there is none (any more).
    explicit EarlierLogWindow(std::function<ExchangeStore *()> store, QWidget *parent = nullptr);

    RequestLogPanel &panel() const { return *m_panel; }
    /// Asks what sessions there are now and shows the latest but the present one.
    void refresh();

private:
    void present(const Result<QList<ExchangeStore::Session>> &sessions);
    void presentSession();
    void readOn(qint64 after);
    void take(const Result<ExchangeStore::Page> &page);

    const std::function<ExchangeStore *()> m_store;
    ExchangeLogModel m_exchanges;
    QList<ExchangeStore::Session> m_sessions;
    QComboBox *m_choice = nullptr;
    QLabel *m_note = nullptr;
    RequestLogPanel *m_panel = nullptr;
    int m_reading = 0; ///< counts the sessions shown: a page of an older one is late
};

} // namespace frontdesk
