// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"

#include <QWidget>

#include <memory>

namespace frontdesk {

class ExchangeLogModel;

namespace Ui {
class RequestLogPanel;
}

/// Every request the server answered, newest last, and all about the one that is
/// selected.
class RequestLogPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives the panel.
    explicit RequestLogPanel(ExchangeLogModel &model, QWidget *parent = nullptr);
    ~RequestLogPanel() override;

private:
    void setUpView();
    void updateCount();
    void presentSelected();
    void present(const Exchange &exchange);
    void showDetails(bool shown);
    void clear();

    std::unique_ptr<Ui::RequestLogPanel> ui;
    ExchangeLogModel &m_model;
};

} // namespace frontdesk
