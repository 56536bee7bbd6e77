// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keysheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QMainWindow>
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

/// The dock that an action belongs to, or the panel in the middle.
QString placeOf(const QAction &action, const QMainWindow &window)
{
    for (const QObject *owner = action.parent(); owner; owner = owner->parent()) {
        if (qobject_cast<const QDockWidget *>(owner) || owner == window.centralWidget())
            return static_cast<const QWidget *>(owner)->accessibleName();
    }
    return {};
}

/// By where they work; an action that stands in two places of a panel is one.
std::set<Key> keysOf(const QMainWindow &window)
{
    std::set<Key> keys;
    for (const QAction *action : window.findChildren<QAction *>()) {
        QStringList names;
        for (const QKeySequence &sequence : action->shortcuts())
            names += sequence.toString(QKeySequence::NativeText);
        if (!names.isEmpty() && !action->text().isEmpty())
            keys.insert({ placeOf(*action, window), plain(action->text()),
                          names.join(QStringLiteral(", ")) });
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
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(560, 560);
}

} // namespace frontdesk
