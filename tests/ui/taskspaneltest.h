// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/backend.h"
#include "base/deliver.h"
#include "descendant.h"
#include "models/tasktreemodel.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "tasks/taskengine.h"
#include "tasks/taskfiles.h"
#include "taskspanel.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

namespace frontdesk {

/// A panel over tasks that really run.
struct TasksDesk
{
    TasksDesk()
        : backend(settings(folder.path()))
        , finished(&backend, &Backend::finished)
    {
        QObject::connect(&backend, &Backend::tasksChanged, &panel,
                         [this](const QList<Task> &tasks) { model.update(tasks); });
        QObject::connect(&backend, &Backend::dataReady, &panel, [this] {
            panel.setEngine(backend.taskEngine());
            panel.setStore(&backend.database()->tasks(), TaskFiles(folder.path()));
        });
        QObject::connect(&backend, &Backend::serverStateChanged, &panel,
                         [this] { panel.setServerAddress(backend.address()); });
        panel.resize(700, 400);
        panel.show();
        backend.start();
    }
    ~TasksDesk()
    {
        panel.setEngine(nullptr);
        panel.setStore(nullptr);
        backend.shutDown();
        if (!QTest::qWaitFor([this] { return !finished.isEmpty(); }, 30'000))
            qFatal("the backend doesn't close");
    }

    static Settings settings(const QString &folder)
    {
        Settings settings;
        settings.port = 0;
        settings.dataFolder = folder;
        settings.threads = 1;
        return settings;
    }
    bool isReady() const { return find<QWidget>("startButton")->isEnabled(); }
    template <typename T>
    T *find(const char *name) const
    {
        return descendant<T>(panel, name);
    }
    QTreeView *view() const { return find<QTreeView>("tasksView"); }
    void submit(const char *body)
    {
        deliver(backend.taskEngine()->submit(QJsonDocument::fromJson(body).object()), &panel,
                [](const Result<TaskInsertion> &task) { QVERIFY(task); });
    }
    QString state(qint64 id) const
    {
        return model.indexOf(id).siblingAtColumn(TaskTreeModel::State).data().toString();
    }
    /// The ids of the rows that can be scrolled to, from the top.
    QList<qint64> rows() const
    {
        QList<qint64> ids;
        for (auto row = view()->model()->index(0, 0); row.isValid(); row = view()->indexBelow(row))
            ids.append(row.data(TaskTreeModel::IdRole).toLongLong());
        return ids;
    }
    qint64 current() const
    {
        return view()->currentIndex().data(TaskTreeModel::IdRole).toLongLong();
    }
    void clickRow(int row) const
    {
        QModelIndex index = view()->model()->index(0, 0);
        while (row-- > 0)
            index = view()->indexBelow(index);
        view()->scrollTo(index);
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {},
                          view()->visualRect(index).center());
    }
    void choose(const char *box, const QString &text) const
    {
        auto *combo = find<QComboBox>(box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        while (combo->currentText() != text) {
            const int before = combo->currentIndex();
            QTest::keyClick(combo, Qt::Key_Down);
            QVERIFY(combo->currentIndex() != before);
        }
    }

    QTemporaryDir folder;
    TaskTreeModel model;
    TasksPanel panel { model };
    Backend backend;
    QSignalSpy finished;
};

} // namespace frontdesk
