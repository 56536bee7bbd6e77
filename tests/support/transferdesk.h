// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "tasks/datakinds.h"
#include "tasks/taskengine.h"
#include "tasks/usertransfers.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace frontdesk {

/// A data folder with a database and an engine that imports and exports, and beside it
/// a folder for a person's own files.
struct TransferDesk
{
    QTemporaryDir folder, home;
    TaskFiles files { folder.path() };
    std::unique_ptr<Database> database;
    std::unique_ptr<TaskEngine> engine;
    UserTransfers transfers;
    static constexpr qint64 mostBytes = 64 << 20; ///< of a file to import

    TransferDesk()
    {
        auto opened = Database::openSqlite(folder.filePath(QStringLiteral("frontdesk.db")),
                                           Clock::system());
        if (!opened || !files.prepare())
            qFatal("no database");
        database = std::move(*opened);
        TaskKinds kinds = TaskKinds::builtIn();
        registerDataKinds(kinds, *database, files);
        engine = std::make_unique<TaskEngine>(database->tasks(), Clock::system(), std::move(kinds));
        QSignalSpy started(engine.get(), &TaskEngine::started);
        engine->start();
        if (!QTest::qWaitFor([&started] { return !started.isEmpty(); }, 20'000))
            qFatal("no engine");
        transfers = UserTransfers(engine.get(), database->users(), files, mostBytes);
    }
    ~TransferDesk() { stop(); }

    void stop()
    {
        if (!engine)
            return;
        QSignalSpy stopped(engine.get(), &TaskEngine::stopped);
        engine->stop();
        if (!QTest::qWaitFor([&stopped] { return !stopped.isEmpty(); }, 20'000))
            qFatal("the engine doesn't stop");
        engine.reset();
    }

    UserStore &users() const { return database->users(); }
    Task ended(qint64 id) const { return *await(engine->waitFor(id, std::chrono::seconds(20))); }

    QString write(const char *name, const QByteArray &bytes) const
    {
        QFile file(home.filePath(QLatin1String(name)));
        if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("not written");
        return file.fileName();
    }
    QByteArray read(const char *name) const
    {
        QFile file(home.filePath(QLatin1String(name)));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList uploads() const
    {
        return QDir(files.path(QStringLiteral("uploads"))).entryList(QDir::Files | QDir::Hidden);
    }
};

} // namespace frontdesk
