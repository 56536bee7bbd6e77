// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"
#include "mainwindow.h"
#include "requestpanel.h"
#include "requesttab.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace frontdesk {

/// A window over a backend of its own, on a free port and in a folder of its own.
struct Desk
{
    explicit Desk(quint16 port = 0)
        : backend(settings(port, folder.path()))
        , window(std::make_unique<MainWindow>(backend))
        , finished(&backend, &Backend::finished)
    {
        window->show();
        backend.start();
    }
    ~Desk()
    {
        window->close();
        // Not by the spy, which waits for nothing once a test has failed.
        if (!QTest::qWaitFor([this] { return !finished.isEmpty(); }, 30'000))
            qFatal("the backend doesn't close");
    }

    static Settings settings(quint16 port, const QString &folder)
    {
        Settings settings;
        settings.port = port;
        settings.dataFolder = folder;
        settings.threads = 1;
        return settings;
    }

    template <typename T>
    T *find(const char *name) const
    {
        // Each tab of the request panel has its own of some.
        auto *found = window->findChild<RequestPanel *>()->currentTab()->findChild<T *>(
                QLatin1String(name));
        if (!found)
            found = window->findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString text(const char *label) const { return find<QLabel>(label)->text(); }
    QString cell(const char *view, int row, int column) const
    {
        return find<QAbstractItemView>(view)->model()->index(row, column).data().toString();
    }
    int rows(const char *view) const { return find<QAbstractItemView>(view)->model()->rowCount(); }
    void click(const char *button) const
    {
        QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton);
    }
    void type(const char *edit, const QString &text) const
    {
        auto *widget = find<QWidget>(edit);
        widget->setFocus();
        QTest::keySequence(widget, QKeySequence::SelectAll);
        QTest::keyClicks(widget, text);
    }
    bool isListening() const { return backend.serverState() == Backend::ServerState::Listening; }

    QTemporaryDir folder;
    Backend backend;
    std::unique_ptr<MainWindow> window;
    QSignalSpy finished;
};

} // namespace frontdesk
