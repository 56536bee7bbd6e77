// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keysheet.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMap>
#include <QTableWidget>
#include <QVBoxLayout>

namespace frontdesk {

namespace {

QString plain(QString text)
{
    text.remove(QStringLiteral("…"));
    return text.remove(u'&');
}

/// Keys by what they do; an action that stands in two places is one.
QMap<QString, QString> keysOf(const QWidget &window)
{
    QMap<QString, QString> keys;
    for (const QAction *action : window.findChildren<QAction *>()) {
        QStringList names;
        for (const QKeySequence &sequence : action->shortcuts())
            names += sequence.toString(QKeySequence::NativeText);
        if (!names.isEmpty() && !action->text().isEmpty())
            keys.insert(plain(action->text()), names.join(QStringLiteral(", ")));
    }
    return keys;
}

} // namespace

KeySheet::KeySheet(const QWidget &window, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setObjectName(QStringLiteral("keySheet"));
    const auto keys = keysOf(window);
    auto *table = new QTableWidget(int(keys.size()), 2);
    table->setObjectName(QStringLiteral("keyTable"));
    table->setAccessibleName(tr("Keys and what they do"));
    table->setHorizontalHeaderLabels({ tr("Key"), tr("Does") });
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    int row = 0;
    for (auto key = keys.cbegin(); key != keys.cend(); ++key, ++row) {
        table->setItem(row, 0, new QTableWidgetItem(key.value()));
        table->setItem(row, 1, new QTableWidgetItem(key.key()));
    }
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(520, 480);
}

} // namespace frontdesk
