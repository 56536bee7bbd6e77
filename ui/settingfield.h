// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/setting.h"

#include <QWidget>

#include <optional>

class QAbstractButton;
class QCheckBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace frontdesk {

class ErrorLabel;

/// One setting in the dialog: its control, and below it what it is for, or what is
/// wrong with it. One that a flag or variable overrides shows that and can't be changed.
class SettingField : public QWidget
{
    Q_OBJECT

public:
    /// @p setting: of settingsTable(). @p override: what a flag or variable says.
    SettingField(const Setting &setting, const std::optional<SettingValue> &override,
                 QWidget *parent = nullptr);

    const Setting &setting() const { return m_setting; }
    bool isOverridden() const { return m_isOverridden; }
    /// As it would stand in a file; none: the default.
    std::optional<QString> text() const;
    void setText(const std::optional<QString> &text);
    /// Empty: nothing is wrong.
    void showProblem(const QString &sentence);
    /// Where a label leads.
    QWidget *control() const;

    static QString labelOf(const Setting &setting);

signals:
    void edited();

private:
    QWidget *makeControls();
    QAbstractButton *makeBrowseButton();
    void browse();

    const Setting &m_setting;
    const bool m_isOverridden;
    QLineEdit *m_edit = nullptr; ///< null: it is true or false
    QCheckBox *m_box = nullptr;
    QLabel *m_helpLabel;
    ErrorLabel *m_problemLabel;
};

} // namespace frontdesk
