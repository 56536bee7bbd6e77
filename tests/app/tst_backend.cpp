// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/backend.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

class TestBackend : public QObject
{
    Q_OBJECT

private slots:
    void isShutDownWhileItsEngineStarts();
};

/// The engine's thread says that it has started when nobody wants it any more.
void TestBackend::isShutDownWhileItsEngineStarts()
{
    const QTemporaryDir folder;
    Settings settings;
    settings.port = 0;
    settings.dataFolder = folder.path();
    settings.threads = 1;
    Backend backend(settings);
    const QSignalSpy ready(&backend, &Backend::dataReady);
    const QSignalSpy finished(&backend, &Backend::finished);
    backend.start();
    while (!backend.taskEngine())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    backend.shutDown();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(ready.size(), 0);
}

QTEST_GUILESS_MAIN(TestBackend)
#include "tst_backend.moc"
