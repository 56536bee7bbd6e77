// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keysheet.h"

#include "logview.h"
#include "timelineview.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTableWidget>
#include <QVBoxLayout>

#include <set>
#include <tuple>

namespace frontdesk {

namespace {

QString plain(QString text)
{
    text.remove(QStringLiteral("…"));
    return text.remove(u'&');
}

struct Key
{
    QString place, name, keys;

    bool operator<(const Key &other) const
    {
        return std::tie(place, name, keys) < std::tie(other.place, other.name, other.keys);
    }
};

/// Of another window, which is a child of this one all the same. Menus and floating
/// docks are windows, too, to Qt.
bool isElsewhere(const QObject &object, const QMainWindow &window)
{
    for (const QObject *owner = &object; owner && owner != &window; owner = owner->parent()) {
        const auto *widget = qobject_cast<const QWidget *>(owner);
        if (widget && widget->isWindow() && !qobject_cast<const QMenu *>(widget)
            && !qobject_cast<const QDockWidget *>(widget))
            return true;
    }
    return false;
}

/// The dock that an object belongs to, or the panel in the middle.
QString placeOf(const QObject &object, const QMainWindow &window)
{
    for (const QObject *owner = &object; owner; owner = owner->parent()) {
        if (qobject_cast<const QDockWidget *>(owner) || owner == window.centralWidget())
            return static_cast<const QWidget *>(owner)->accessibleName();
    }
    return {};
}

/// By where they work; what stands in two places of a panel is one.
std::set<Key> keysOf(const QMainWindow &window)
{
    std::set<Key> keys;
    const auto add = [&](const QObject &object, const QString &name, const QString &shown) {
        if (!name.isEmpty() && !shown.isEmpty() && !isElsewhere(object, window))
            keys.insert({ placeOf(object, window), plain(name), shown });
    };
    for (const QAction *action : window.findChildren<QAction *>())
        add(*action, action->text(),
            QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
                    .replace(QStringLiteral("; "), QStringLiteral(", ")));
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->shortcut() != QKeySequence::mnemonic(button->text()))
            add(*button, button->whatsThis(),
                button->shortcut().toString(QKeySequence::NativeText));
    }
    for (const QShortcut *shortcut : window.findChildren<QShortcut *>())
        add(*shortcut, shortcut->whatsThis(), shortcut->key().toString(QKeySequence::NativeText));
    for (const auto *view : window.findChildren<TimelineView *>()) {
        for (const auto &[shown, name] : TimelineView::keys())
            add(*view, name, shown);
    }
    for (const auto *view : window.findChildren<LogView *>()) {
        for (const auto &[shown, name] : LogView::keys())
            add(*view, name, shown);
    }
    return keys;
}

} // namespace

KeySheet::KeySheet(const QMainWindow &window, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setObjectName(QStringLiteral("keySheet"));
    const auto keys = keysOf(window);
    auto *table = new QTableWidget(int(keys.size()), 3);
    table->setObjectName(QStringLiteral("keyTable"));
    table->setAccessibleName(tr("Keys and what they do"));
    table->setToolTip(tr("Keys, what they do and where"));
    table->setHorizontalHeaderLabels({ tr("Key"), tr("Does"), tr("In") });
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    int row = 0;
    for (const Key &key : keys) {
        table->setItem(row, 0, new QTableWidgetItem(key.keys));
        table->setItem(row, 1, new QTableWidgetItem(key.name));
        table->setItem(row++, 2, new QTableWidgetItem(key.place));
    }
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Close the list"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(560, 560);
}

} // namespace frontdesk
