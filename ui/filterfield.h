// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangefilter.h"
#include "models/filtersuggestions.h"

#include <QLineEdit>
#include <QStringListModel>
#include <QTimer>

#include <optional>

class QCompleter;

namespace frontdesk {

/// Where a filter is written: offers keys and values while one types, and
/// underlines what it can't read. The last good filter stays in force meanwhile.
class FilterField : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

    /// What the log has, for the values it offers.
    void setSeenValues(SeenValues seen) { m_seen = std::move(seen); }

    const std::optional<FilterError> &error() const { return m_error; }
    /// Where the error's first character is.
    int errorX() const;

signals:
    /// A moment after the last key, at once after Return.
    void filterChanged(const frontdesk::ExchangeFilter &filter);
    /// See error().
    void errorChanged();
    /// Return, Down or Escape in an empty field: on to what is filtered.
    void left();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void suggest();
    void insert(const QString &suggestion);
    void read();
    int xOf(qsizetype position) const;

    SeenValues m_seen;
    QStringListModel m_suggestions;
    QCompleter *m_completer;
    qsizetype m_suggestedFrom = 0;
    QTimer m_readSoon;
    QString m_read; ///< the text that was read last
    std::optional<FilterError> m_error;
};

} // namespace frontdesk
