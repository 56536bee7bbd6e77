// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harexport.h"
#include "models/filteredlogmodel.h"

#include <QSslCertificate>
#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

namespace frontdesk {

class ExchangeLogModel;
class LogActions;

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
    /// Selects that exchange, or says why there is nothing to select.
    void showExchange(int thread, quint64 id);
    /// The log is not a live one: nothing comes, so there is nothing to pause, follow
    /// or clear.
    void showAsArchive();
    /// Where requests are sent again to; empty while the server is stopped.
    void setServerAddress(const QUrl &address,
                          const QSslCertificate &certificate = QSslCertificate());
    /// For a menu: all there is to do with the log and what is selected in it.
    QList<QAction *> menuActions() const;

signals:
    void openRequested(const QByteArray &method, const QString &target, const QString &headers,
                       const QString &body);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpView();
    void setUpDetails();
    void setUpFilter();
    void setUpActions();
    QAction *addShortcut(const QString &text, const QKeySequence &keys);
    void askWhereToSave(bool all);
    void save(const QString &path, bool all);
    void saved(const HarExport::Outcome &outcome);
    void tell(const QString &message);
    void updateCount();
    void presentFilterError();
    void keepPlace();
    void returnToPlace();
    QStringList seenValues(ExchangeFilter::Key key) const;
    void presentSelected();
    void present(const Exchange &exchange);
    void presentQuery(const Exchange &exchange);
    void showDetails(bool shown);
    void fitColumns();
    void closeDetails();
    void clear();

    std::unique_ptr<Ui::RequestLogPanel> ui;
    ExchangeLogModel &m_model;
    FilteredLogModel m_rows;
    LogActions *m_actions = nullptr;
    QList<QAction *> m_panelActions;
    QList<QAction *> m_liveActions; ///< those of them that an archive doesn't have
    HarExport m_export;
    QString m_savedPath;
    std::optional<quint64> m_presented; ///< the number of the row in the details
    quint64 m_topNumber = 0; ///< of the row at the top, while another filter takes over
};

} // namespace frontdesk
