// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsdialog.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "errorlabel.h"
#include "settingfield.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFormLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QtConcurrentRun>

#include <utility>

namespace frontdesk {

namespace {

using Group = Setting::Group;

constexpr Group groups[]
        = { Group::Server, Group::Limits, Group::TimeLimits, Group::Tasks, Group::RequestLog };

QString titleOf(Group group)
{
    switch (group) {
    case Group::Server:
        return SettingsDialog::tr("Server");
    case Group::Limits:
        return SettingsDialog::tr("Limits");
    case Group::TimeLimits:
        return SettingsDialog::tr("Time limits");
    case Group::Tasks:
        return SettingsDialog::tr("Tasks");
    case Group::RequestLog:
        return SettingsDialog::tr("Request log");
    }
    return {};
}

QLabel *headingOf(Setting::TakesEffect takesEffect)
{
    auto *heading = new QLabel(takesEffect == Setting::TakesEffect::WithServer
                                       ? SettingsDialog::tr("From the server's next start")
                                       : SettingsDialog::tr("From Frontdesk's next start"));
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    return heading;
}

/// A file that isn't there has no settings.
Result<SettingTexts> readIfThere(const SettingsFile &file)
{
    return QFile::exists(file.path()) ? file.read() : SettingTexts();
}

} // namespace

SettingsDialog::SettingsDialog(const SettingsOrigin &origin, QWidget *parent)
    : QDialog(parent)
    , m_file(origin.file)
    , m_overrides(origin.overrides)
    , m_pages(new QTabWidget)
    , m_problemLabel(new ErrorLabel)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    m_pages->setObjectName(QStringLiteral("settingsPages"));
    m_pages->setAccessibleName(tr("Groups of settings"));
    for (const Group group : groups) {
        const int page = m_pages->addTab(makePage(group), titleOf(group));
        m_pages->setTabToolTip(page, tr("Settings of this group: %1").arg(titleOf(group)));
    }
    m_problemLabel->setObjectName(QStringLiteral("fileProblem"));
    m_problemLabel->setAccessibleName(tr("What is wrong with the file"));
    m_problemLabel->setWordWrap(true);
    auto *fileLabel = new TonedLabel(Tone::Muted);
    fileLabel->setObjectName(QStringLiteral("fileLabel"));
    fileLabel->setText(tr("Kept in %1. An empty field has its default.").arg(m_file.path()));
    fileLabel->setWordWrap(true);
    fileLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_pages);
    layout->addWidget(fileLabel);
    layout->addWidget(m_problemLabel);
    layout->addWidget(makeButtons());
    m_saveButton->setDefault(true); // of this dialog: not before it is in it
    resize(680, 560);
    setBusy(true);
    load();
}

void SettingsDialog::reject()
{
    if (!m_isWriting)
        QDialog::reject();
}

QWidget *SettingsDialog::makePage(Group group)
{
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    std::optional<Setting::TakesEffect> heading;
    for (const Setting &setting : settingsTable()) {
        if (setting.group != group)
            continue;
        if (std::exchange(heading, setting.takesEffect) != setting.takesEffect)
            form->addRow(headingOf(setting.takesEffect));
        const auto override = m_overrides.constFind(setting.name);
        auto *field = new SettingField(setting,
                                       override != m_overrides.constEnd() ? std::optional(*override)
                                                                          : std::nullopt);
        connect(field, &SettingField::edited, this, &SettingsDialog::check);
        const bool namesItself = setting.kind == Setting::Kind::Truth;
        auto *label = new QLabel(namesItself ? QString() : SettingField::labelOf(setting));
        label->setBuddy(field->control());
        form->addRow(label, field);
        m_fields += field;
    }
    auto *area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QWidget *SettingsDialog::makeButtons()
{
    auto *box = new QDialogButtonBox(QDialogButtonBox::RestoreDefaults | QDialogButtonBox::Cancel
                                     | QDialogButtonBox::Save);
    const auto prepare = [](QPushButton *button, const char *name, const QString &tip) {
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(button->text().remove(u'&'));
        button->setToolTip(tip);
        button->setAutoDefault(false); // Return saves, and nothing else
        return button;
    };
    m_defaultsButton = prepare(box->button(QDialogButtonBox::RestoreDefaults),
                               "restoreDefaultsButton", tr("Empties all fields"));
    m_saveButton = prepare(box->button(QDialogButtonBox::Save), "saveButton",
                           tr("Writes the file; what runs goes on as it is"));
    m_restartButton
            = prepare(box->addButton(tr("Save and &restart server"), QDialogButtonBox::ApplyRole),
                      "restartButton",
                      tr("Writes the file and starts the server anew; requests that are "
                         "under way are finished"));
    m_cancelButton
            = prepare(box->button(QDialogButtonBox::Cancel), "cancelButton", tr("Changes nothing"));
    connect(m_defaultsButton, &QAbstractButton::clicked, this, &SettingsDialog::restoreDefaults);
    connect(m_saveButton, &QAbstractButton::clicked, this, [this] { save(false); });
    connect(m_restartButton, &QAbstractButton::clicked, this, [this] { save(true); });
    connect(box, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    return box;
}

/// A file that can't be used stays as it is: its fields can't be changed.
void SettingsDialog::load()
{
    deliver(awaitFuture(QtConcurrent::run(readIfThere, m_file)), this,
            [this](const Result<SettingTexts> &texts) {
                if (!texts) {
                    m_problemLabel->showText(texts.error().detail);
                    return;
                }
                for (SettingField *field : std::as_const(m_fields)) {
                    const auto text = texts->constFind(field->setting().name);
                    if (!field->isOverridden() && text != texts->constEnd())
                        field->setText(*text);
                }
                setBusy(false);
                m_fields.first()->setFocus();
            });
}

void SettingsDialog::save(bool restart)
{
    SettingTexts wanted;
    QStringList names;
    for (const SettingField *field : std::as_const(m_fields)) {
        if (field->isOverridden())
            continue;
        names += field->setting().name;
        if (const auto text = field->text())
            wanted.insert(field->setting().name, *text);
    }
    m_isWriting = true;
    setBusy(true);
    const auto write = [file = m_file, wanted, names] { return file.write(wanted, names); };
    deliver(awaitFuture(QtConcurrent::run(write)), this,
            [this, restart](const Result<SettingTexts> &written) {
                m_isWriting = false;
                setBusy(false);
                m_problemLabel->showText(written ? QString() : written.error().detail);
                if (!written)
                    return;
                emit saved(m_settings, restart);
                accept();
            });
}

void SettingsDialog::restoreDefaults()
{
    for (SettingField *field : std::as_const(m_fields)) {
        if (!field->isOverridden())
            field->setText(std::nullopt);
    }
}

/// What the fields say together: two may contradict each other.
void SettingsDialog::check()
{
    SettingValues values = m_overrides;
    for (const SettingField *field : std::as_const(m_fields)) {
        const Setting &setting = field->setting();
        if (const auto text = field->text(); text && !field->isOverridden())
            values.insert(setting.name, { *text, SettingField::labelOf(setting) });
    }
    m_settings = Settings();
    QHash<QString, QString> sentences;
    for (const SettingProblem &problem : apply(values, m_settings, &SettingField::labelOf))
        sentences.insert(problem.name, problem.sentence);
    m_isBad = !sentences.isEmpty();
    QHash<Group, int> wrong;
    for (SettingField *field : std::as_const(m_fields)) {
        const QString sentence = sentences.value(field->setting().name);
        field->showProblem(sentence);
        wrong[field->setting().group] += sentence.isEmpty() ? 0 : 1;
    }
    int page = 0;
    for (const Group group : groups) {
        const int count = wrong.value(group);
        m_pages->setTabText(page++,
                            count ? tr("%1 (%2 wrong)").arg(titleOf(group)).arg(count)
                                  : titleOf(group));
    }
    for (QPushButton *button : { m_saveButton, m_restartButton })
        button->setEnabled(!m_isBusy && !m_isBad);
}

void SettingsDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    m_pages->setEnabled(!busy);
    m_defaultsButton->setEnabled(!busy);
    m_cancelButton->setEnabled(!m_isWriting);
    check();
}

} // namespace frontdesk
