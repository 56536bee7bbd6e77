// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filteredlogmodel.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace frontdesk {

class ExchangeLogModel;

namespace Ui {
class RequestLogPanel;
}

/// The requests the server answered, newest last, as far as a filter accepts them,
/// and all about the one that is selected.
class RequestLogPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p model outlives the panel.
    explicit RequestLogPanel(ExchangeLogModel &model, QWidget *parent = nullptr);
    ~RequestLogPanel() override;

    void focusFilter();

private:
    void setUpView();
    void setUpFilter();
    void setUpActions();
    QAction *addShortcut(const QString &text, const QKeySequence &keys);
    void updateCount();
    void presentFilterError();
    void keepPlace();
    void returnToPlace();
    QStringList seenValues(ExchangeFilter::Key key) const;
    void presentSelected();
    void present(const Exchange &exchange);
    void showDetails(bool shown);
    void clear();

    std::unique_ptr<Ui::RequestLogPanel> ui;
    ExchangeLogModel &m_model;
    FilteredLogModel m_rows;
    std::optional<quint64> m_presented; ///< the number of the row in the details
    quint64 m_topNumber = 0; ///< of the row at the top, while another filter takes over
};

} // namespace frontdesk
