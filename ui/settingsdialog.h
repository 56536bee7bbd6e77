// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "app/settingsfile.h"

#include <QDialog>
#include <QList>

class QDialogButtonBox;
class QPushButton;
class QTabWidget;

namespace frontdesk {

class ErrorLabel;
class SettingField;

/// All settings, from the table that the command line is made of, too. What is wrong
/// stands beside its field, and nothing is saved while something is. A field that is
/// left empty is the default and not in the file.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(const SettingsOrigin &origin, QWidget *parent = nullptr);

    /// Not while the file is being written: it changes all the same.
    void reject() override;

signals:
    /// The file has them now. @p restart: the server is to start anew with them.
    void saved(const frontdesk::Settings &settings, bool restart);

private:
    QWidget *makePage(Setting::Group group);
    QWidget *makeButtons();
    void load();
    void save(bool restart);
    void restoreDefaults();
    void check();
    void setBusy(bool busy);

    const SettingsFile m_file;
    const SettingValues m_overrides;
    Settings m_settings; ///< what the fields say, while nothing is wrong
    QTabWidget *m_pages;
    QList<SettingField *> m_fields;
    ErrorLabel *m_problemLabel;
    QPushButton *m_defaultsButton = nullptr;
    QPushButton *m_saveButton = nullptr;
    QPushButton *m_restartButton = nullptr;
    QPushButton *m_cancelButton = nullptr;
    bool m_isBusy = true; ///< the file is being read or written
    bool m_isWriting = false;
    bool m_isBad = false; ///< a field is
};

} // namespace frontdesk
