// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangelogmodel.h"
#include "requestlogpanel.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>

namespace frontdesk {

inline Exchange exchange(const QByteArray &target)
{
    Exchange exchange;
    exchange.method = "POST";
    exchange.texts = ExchangeTexts(target, "Host: h\r\nContent-Type: application/json\r\n",
                                   "content-type: application/json\r\n");
    exchange.status = 409;
    exchange.client = "127.0.0.1:51234";
    exchange.requestBody = "{\"q\":1}";
    exchange.requestBodySize = 7;
    exchange.responseBody = "{\"a\":2}";
    exchange.responseBodySize = 7;
    exchange.times = { 1'000, 2'000, 3'000, 0, 0, 500'000, 901'000 };
    return exchange;
}

/// A shown panel over a log of its own.
struct LogDesk
{
    ExchangeLogModel model { { .rows = 100 } };
    RequestLogPanel panel { model };

    LogDesk()
    {
        panel.resize(900, 300);
        panel.show();
    }

    template <typename T>
    T *find(const char *name) const
    {
        auto *found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString label(const char *name) const { return find<QLabel>(name)->text(); }
    QString body(const char *view, const char *part = "textView") const
    {
        return find<QWidget>(view)->findChild<QPlainTextEdit *>(QLatin1String(part))->toPlainText();
    }
    void append(int count, const QByteArray &target)
    {
        QList<Exchange> batch;
        for (int i = 0; i < count; ++i)
            batch.append(exchange(target));
        model.append(batch);
        QCoreApplication::processEvents();
    }
    QLineEdit *filter() const { return find<QLineEdit>("filterEdit"); }
    QAbstractItemView *popup() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QLatin1String("filterSuggestions")
                && widget->focusProxy() == filter())
                return qobject_cast<QAbstractItemView *>(widget);
        }
        qFatal("no suggestions");
    }
    /// Answers the dialog and waits for the file.
    QStringList savedTargets(const QString &path) const
    {
        auto *dialog = find<QFileDialog>("saveDialog");
        emit dialog->fileSelected(path); // the dialog itself is the desktop's
        dialog->reject();
        QStringList urls;
        if (!QTest::qWaitFor([&path] { return QFile::exists(path); }))
            return urls;
        QCoreApplication::processEvents();
        QFile file(path);
        if (!file.open(QFile::ReadOnly))
            return urls;
        const auto log = QJsonDocument::fromJson(file.readAll())[QStringLiteral("log")];
        for (const auto &entry : log[QStringLiteral("entries")].toArray())
            urls << entry[QStringLiteral("request")][QStringLiteral("url")].toString();
        const bool told = QTest::qWaitFor(
                [this] { return label("statusTextLabel").contains(QStringLiteral("saved to")); });
        return told ? urls : QStringList();
    }
    int rows() const { return find<QTableView>("logView")->model()->rowCount(); }
    void type(const char *text) const
    {
        filter()->setFocus();
        filter()->selectAll();
        QTest::keyClicks(filter(), QLatin1String(text));
    }
    void select(int row)
    {
        auto *view = find<QTableView>("logView");
        view->scrollTo(view->model()->index(row, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 1)).center());
    }
};

} // namespace frontdesk
