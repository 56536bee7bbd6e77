// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QVariant>

#include <functional>
#include <utility>

class QMainWindow;

namespace frontdesk {

/// Where a window's docks are, its size, its theme and whatever else is to be
/// remembered, in a file, and put back. A file that is missing or makes no sense
/// changes nothing.
class WindowLayout : public QObject
{
    Q_OBJECT

public:
    /// What is there now is the default. @p file: INI; empty: nothing is remembered.
    WindowLayout(QMainWindow &window, QString file);

    /// The theme that is remembered in @p file, for what is shown before the window.
    static Theme keptTheme(const QString &file);
    Theme theme() const { return m_theme; }
    void setTheme(Theme theme);
    /// Something else to remember under @p key of the file: @p restore has what was
    /// remembered, if anything was, at once; @p read is asked when the layout is saved.
    void remember(const QString &key, const std::function<void(const QVariant &)> &restore,
                  std::function<QVariant()> read);
    /// As it was at first, but for the theme.
    void reset();
    void save() const;

private:
    void load();

    QMainWindow &m_window;
    const QString m_file;
    const QByteArray m_defaultState;
    Theme m_theme = Theme::System;
    QList<std::pair<QString, std::function<QVariant()>>> m_others;
};

} // namespace frontdesk
