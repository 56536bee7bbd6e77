// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "brokensettingsdialog.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "errorlabel.h"
#include "icons.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace frontdesk {

BrokenSettingsDialog::BrokenSettingsDialog(const QString &sentence, const QString &file,
                                           QWidget *parent)
    : QDialog(parent)
    , m_file(file)
    , m_problemLabel(new ErrorLabel)
{
    setObjectName(QStringLiteral("brokenSettingsDialog"));
    setWindowTitle(tr("Frontdesk: settings"));
    setWindowIcon(programIcon());
    auto *sentenceLabel = new QLabel(sentence);
    sentenceLabel->setObjectName(QStringLiteral("sentenceLabel"));
    sentenceLabel->setTextFormat(Qt::PlainText);
    sentenceLabel->setTextInteractionFlags(Qt::TextSelectableByMouse
                                           | Qt::TextSelectableByKeyboard);
    sentenceLabel->setAccessibleName(tr("What is wrong with the settings"));
    auto *hintLabel = new QLabel(
            tr("Mend the file and start Frontdesk again, or go on without what it says. A new file "
               "leaves the old one beside it under another name."));
    m_problemLabel->setObjectName(QStringLiteral("problemLabel"));
    m_problemLabel->setAccessibleName(tr("Error"));

    auto *box = new QDialogButtonBox;
    const auto add = [box](const char *name, const QString &text, const QString &tip,
                           QDialogButtonBox::ButtonRole role) {
        QPushButton *button = box->addButton(text, role);
        button->setObjectName(QLatin1String(name));
        button->setAccessibleName(QString(text).remove(u'&'));
        button->setToolTip(tip);
        return button;
    };
    m_defaultsButton
            = add("defaultsButton", tr("Use the &defaults this time"),
                  tr("Starts as if the file weren't there; it stays"), QDialogButtonBox::ApplyRole);
    m_anewButton = add("anewButton", tr("Start a &new file"),
                       tr("Renames the file, begins one without settings, and starts"),
                       QDialogButtonBox::ApplyRole);
    add("quitButton", tr("&Quit"), tr("Ends Frontdesk"), QDialogButtonBox::RejectRole);
    connect(m_defaultsButton, &QAbstractButton::clicked, this, &BrokenSettingsDialog::start);
    connect(m_anewButton, &QAbstractButton::clicked, this, &BrokenSettingsDialog::startAnew);
    connect(box, &QDialogButtonBox::rejected, this, &BrokenSettingsDialog::reject);

    auto *layout = new QVBoxLayout(this);
    for (QLabel *label : { sentenceLabel, hintLabel, static_cast<QLabel *>(m_problemLabel) }) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addStretch();
    layout->addWidget(box);
    m_defaultsButton->setDefault(true);
    m_defaultsButton->setFocus();
    resize(560, sizeHint().height());
}

void BrokenSettingsDialog::startAnew()
{
    m_anewButton->setEnabled(false);
    m_defaultsButton->setEnabled(false);
    const auto renew = [file = m_file] { return file.startAnew(); };
    deliver(awaitFuture(QtConcurrent::run(renew)), this, [this](const Result<QString> &aside) {
        if (aside)
            return start();
        m_anewButton->setEnabled(true);
        m_defaultsButton->setEnabled(true);
        m_problemLabel->showText(aside.error().detail);
    });
}

void BrokenSettingsDialog::start()
{
    emit startWanted();
    accept();
}

} // namespace frontdesk
