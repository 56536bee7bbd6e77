// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messagebar.h"

#include "colours.h"
#include "icons.h"
#include "ui_messagebar.h"

#include <QEvent>

namespace frontdesk {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , ui(std::make_unique<Ui::MessageBar>())
{
    ui->setupUi(this);
    ui->closeButton->setIcon(icon(QStringLiteral("cancel")));
    setAutoFillBackground(true);
    updateColours();
    hide();
    connect(ui->closeButton, &QAbstractButton::clicked, this, &QWidget::hide);
    connect(ui->mendButton, &QAbstractButton::clicked, this, [this] {
        hide();
        if (m_mend)
            m_mend();
    });
}

MessageBar::~MessageBar() = default;

void MessageBar::showError(const QString &text)
{
    showError(text, {}, {});
}

void MessageBar::showError(const QString &text, const QString &mendText, std::function<void()> mend)
{
    m_mend = std::move(mend);
    ui->textLabel->setText(text);
    ui->mendButton->setText(mendText);
    ui->mendButton->setAccessibleName(mendText);
    ui->mendButton->setVisible(m_mend != nullptr);
    show();
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColours();
}

/// The text keeps the palette's colour, which is readable on a hint of red.
void MessageBar::updateColours()
{
    const QColor base = parentWidget() ? parentWidget()->palette().color(QPalette::Window)
                                       : palette().color(QPalette::Window);
    const QColor bad = colour(Tone::Bad, palette());
    const auto mixed = [](int from, int to) { return (from * 5 + to) / 6; };
    QPalette tinted = palette();
    const QColor background(mixed(base.red(), bad.red()), mixed(base.green(), bad.green()),
                            mixed(base.blue(), bad.blue()));
    if (tinted.color(QPalette::Window) == background)
        return; // setPalette() comes back here
    tinted.setColor(QPalette::Window, background);
    setPalette(tinted);
}

} // namespace frontdesk
