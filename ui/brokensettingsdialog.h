// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settingsfile.h"

#include <QDialog>

class QPushButton;

namespace frontdesk {

class ErrorLabel;

/// Asks, before there is a window, what to do about a configuration file that can't be
/// used. Rejected: the program is to end.
class BrokenSettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p sentence: what is wrong with @p file.
    BrokenSettingsDialog(const QString &sentence, const QString &file, QWidget *parent = nullptr);

signals:
    /// The program is to start without that file's settings. Emitted while the dialog is
    /// still there, so that it isn't the program's last window.
    void startWanted();

private:
    void startAnew();
    void start();

    const SettingsFile m_file;
    ErrorLabel *m_problemLabel;
    QPushButton *m_anewButton = nullptr;
    QPushButton *m_defaultsButton = nullptr;
};

} // namespace frontdesk
