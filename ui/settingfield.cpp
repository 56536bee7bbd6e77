// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingfield.h"

#include "app/settingreaders.h"
#include "errorlabel.h"
#include "tonedlabel.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace frontdesk {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

} // namespace

SettingField::SettingField(const Setting &setting, const std::optional<SettingValue> &override,
                           QWidget *parent)
    : QWidget(parent)
    , m_setting(setting)
    , m_isOverridden(override.has_value())
    , m_helpLabel(new TonedLabel(Tone::Muted))
    , m_problemLabel(new ErrorLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 6);
    layout->setSpacing(2);
    layout->addWidget(makeControls());
    m_helpLabel->setText(translated(setting.help));
    layout->addWidget(m_helpLabel);
    layout->addWidget(m_problemLabel);
    m_problemLabel->setObjectName(setting.name + QLatin1String("Problem"));
    m_problemLabel->setAccessibleName(tr("What is wrong with %1").arg(labelOf(setting)));
    m_problemLabel->setWordWrap(true);
    m_helpLabel->setWordWrap(true);
    if (!override)
        return;
    setText(override->text);
    control()->setEnabled(false);
    m_helpLabel->setObjectName(setting.name + QLatin1String("Override"));
    m_helpLabel->setText(tr("Set by %1.").arg(override->source));
}

QWidget *SettingField::makeControls()
{
    auto *controls = new QWidget;
    auto *layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    if (m_setting.kind == Setting::Kind::Truth) {
        m_box = new QCheckBox(labelOf(m_setting));
        connect(m_box, &QCheckBox::toggled, this, &SettingField::edited);
    } else {
        m_edit = new QLineEdit;
        m_edit->setPlaceholderText(m_setting.standard);
        connect(m_edit, &QLineEdit::textChanged, this, &SettingField::edited);
    }
    control()->setObjectName(m_setting.name);
    control()->setAccessibleName(labelOf(m_setting));
    control()->setToolTip(translated(m_setting.help));
    setFocusProxy(control());
    const bool isNumber = m_setting.kind == Setting::Kind::Number;
    layout->addWidget(control(), isNumber || m_box ? 0 : 1);
    if (isNumber) {
        m_edit->setFixedWidth(fontMetrics().averageCharWidth() * 16);
        if (QLatin1String(m_setting.value) != QLatin1String("number"))
            layout->addWidget(new QLabel(translated(m_setting.value)));
        control()->setToolTip(tr("%1\nFrom %2 to %3.")
                                      .arg(translated(m_setting.help))
                                      .arg(m_setting.least)
                                      .arg(m_setting.most));
        layout->addStretch();
    } else if (m_edit && !m_isOverridden
               && (m_setting.kind == Setting::Kind::File
                   || m_setting.kind == Setting::Kind::Folder)) {
        layout->addWidget(makeBrowseButton());
    }
    return controls;
}

QAbstractButton *SettingField::makeBrowseButton()
{
    auto *button = new QPushButton(tr("Browse…"));
    button->setObjectName(m_setting.name + QLatin1String("Browse"));
    button->setAutoDefault(false);
    button->setAccessibleName(tr("Choose: %1").arg(labelOf(m_setting)));
    button->setToolTip(m_setting.kind == Setting::Kind::Folder ? tr("Choose a folder")
                                                               : tr("Choose a file"));
    connect(button, &QAbstractButton::clicked, this, &SettingField::browse);
    return button;
}

void SettingField::browse()
{
    auto *dialog = new QFileDialog(this, labelOf(m_setting), m_edit->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(m_setting.kind == Setting::Kind::Folder ? QFileDialog::Directory
                                                                : QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_edit, &QLineEdit::setText);
    dialog->open();
}

QWidget *SettingField::control() const
{
    return m_box ? static_cast<QWidget *>(m_box) : m_edit;
}

std::optional<QString> SettingField::text() const
{
    if (m_box)
        return m_box->isChecked() ? std::optional(QStringLiteral("true")) : std::nullopt;
    return m_edit->text().isEmpty() ? std::nullopt : std::optional(m_edit->text());
}

void SettingField::setText(const std::optional<QString> &text)
{
    if (m_edit)
        m_edit->setText(text.value_or(QString()));
    else
        m_box->setChecked(text && readTruth({ *text, {} }).value_or(false));
}

void SettingField::showProblem(const QString &sentence)
{
    m_problemLabel->showText(sentence);
    m_helpLabel->setVisible(sentence.isEmpty());
}

QString SettingField::labelOf(const Setting &setting)
{
    return translated(setting.label);
}

} // namespace frontdesk
