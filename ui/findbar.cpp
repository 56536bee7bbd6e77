// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findbar.h"

#include "models/texts.h"
#include "toolbuttons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace frontdesk {

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    const auto button = [this](const char *name, const QString &text, const QString &toolTip) {
        return setUpToolButton(new QToolButton(this), name, text, toolTip);
    };
    m_edit->setObjectName(QStringLiteral("findEdit"));
    m_edit->setPlaceholderText(tr("Find in the answer"));
    m_edit->setToolTip(tr("Words to find; Return goes to the next place"));
    m_edit->setAccessibleName(tr("Find in the answer"));
    m_edit->setClearButtonEnabled(true);
    m_count->setObjectName(QStringLiteral("findCountLabel"));
    m_count->setAccessibleName(tr("Places found"));
    m_previous = button("findPreviousButton", QStringLiteral("▲"),
                        tr("Previous place (Shift+Return)"));
    m_next = button("findNextButton", QStringLiteral("▼"), tr("Next place (Return)"));
    auto *closeButton
            = button("findCloseButton", QStringLiteral("✕"), tr("Close the search (Esc)"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(closeButton);
    hide();

    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::wordsChanged);
    connect(m_previous, &QAbstractButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QAbstractButton::clicked, this, [this] { step(1); });
    connect(closeButton, &QAbstractButton::clicked, this, &FindBar::close);
    updateCount();
}

void FindBar::open()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    emit wordsChanged(m_edit->text());
}

QString FindBar::words() const
{
    return isHidden() ? QString() : m_edit->text();
}

void FindBar::setPlaces(qsizetype count, bool more)
{
    m_places = count;
    m_more = more;
    m_current = -1;
    if (count > 0)
        step(1);
    updateCount();
}

void FindBar::step(qsizetype by)
{
    if (m_places == 0)
        return;
    m_current = (m_current + by + m_places) % m_places;
    updateCount();
    emit placeChosen(m_current);
}

void FindBar::close()
{
    hide();
    emit closed();
}

void FindBar::updateCount()
{
    const bool found = m_places > 0;
    m_previous->setEnabled(found);
    m_next->setEnabled(found);
    if (m_edit->text().isEmpty())
        m_count->clear();
    else if (!found)
        m_count->setText(tr("Not found"));
    else
        m_count->setText((m_more ? tr("%1 of more than %2") : tr("%1 of %2"))
                                 .arg(countText(m_current + 1), countText(m_places)));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & Qt::ControlModifier))
        step(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace frontdesk
