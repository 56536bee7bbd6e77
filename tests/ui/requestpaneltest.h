// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/fieldtablemodel.h"
#include "fieldtable.h"
#include "models/texts.h"
#include "requestpanel.h"
#include "requesttab.h"
#include "support/scriptedserver.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

namespace frontdesk {

/// A shown panel and a server that answers it.
struct RequestDesk
{
    ScriptedServer server;
    RequestPanel panel;
    QSignalSpy answered { &panel, &RequestPanel::answered };

    RequestDesk()
    {
        server.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                        "Content-Length: 7\r\n\r\n{\"a\":1}";
        panel.resize(500, 700);
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("the panel is not active");
        panel.setServerAddress(
                QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
    }

    template <typename T>
    T *find(const char *name)
    {
        auto *found = panel.currentTab()->findChild<T *>(QLatin1String(name));
        if (!found)
            found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString label(const char *name) { return find<QLabel>(name)->text(); }
    QString plain(const char *name) { return find<QPlainTextEdit>(name)->toPlainText(); }
    QAction *action(const char *text)
    {
        for (QAction *each : panel.menuActions()) {
            if (each->text() == QLatin1String(text))
                return each;
        }
        qFatal("no %s", text);
    }
    QString url(const char *path) const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()) + QLatin1String(path);
    }
    QString address() { return find<QLineEdit>("addressEdit")->text(); }
    /// "name=value, -switched off=…"
    QString fields(const char *table)
    {
        QStringList texts;
        for (const DraftField &field : find<FieldTable>(table)->fields().fields())
            texts << (field.enabled ? QString() : QStringLiteral("-")) + field.name + u'='
                            + field.value;
        return texts.join(QStringLiteral(", "));
    }
    /// Types into a cell as people do.
    void typeCell(const char *tableName, int row, int column, const QString &text)
    {
        auto *table = find<FieldTable>(tableName);
        showEditor(table);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(row, column));
        QTest::keyClick(table, Qt::Key_F2);
        QWidget *editor = table->indexWidget(table->currentIndex());
        QTest::keySequence(editor, QKeySequence::SelectAll);
        QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, text);
    }
    void showEditor(QWidget *page)
    {
        auto *tabs = find<QTabWidget>("requestTabs");
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->widget(i) == page || tabs->widget(i)->isAncestorOf(page))
                tabs->setCurrentIndex(i);
        }
    }
    void click(const char *button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }
    QByteArray requestLine() const { return server.received.left(server.received.indexOf('\r')); }
};

} // namespace frontdesk
