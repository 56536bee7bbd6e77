// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "harexport.h"
#include "models/exchangelogmodel.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace frontdesk;

namespace {

QList<Exchange> exchanges(int count)
{
    QList<Exchange> list(count);
    for (int i = 0; i < count; ++i) {
        list[i].method = "GET";
        list[i].texts = ExchangeTexts(QByteArray("/" + QByteArray::number(i)), {}, {});
        list[i].status = 200;
    }
    return list;
}

QList<quint64> numbers(int count)
{
    QList<quint64> list(count);
    std::iota(list.begin(), list.end(), quint64(0));
    return list;
}

QJsonArray entries(const QString &path)
{
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll())[QStringLiteral("log")][QStringLiteral("entries")]
            .toArray();
}

/// An export and what it told last.
struct Export
{
    explicit Export(const ExchangeLogModel &log)
        : har(log)
    {
        QObject::connect(&har, &HarExport::finished, &har, [this](const HarExport::Outcome &told) {
            outcome = told;
            finished = true;
        });
    }

    HarExport har;
    HarExport::Outcome outcome;
    bool finished = false;
};

} // namespace

class TestHarExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void savesInSlices();
    void savesNothing();
    void countsWhatHasLeftTheLog();
    void cancelLeavesNoFile();
    void saysWhyThereIsNoFile();
    void mayBeDestroyedMeanwhile();
};

void TestHarExport::savesInSlices()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.har"));
    ExchangeLogModel log;
    log.append(exchanges(3'500));
    Export run(log);
    QSignalSpy progressed(&run.har, &HarExport::progressed);
    run.har.start(path, numbers(3'500), "http://h");
    QVERIFY(run.har.isRunning());
    QVERIFY(!run.finished);
    QTRY_VERIFY(run.finished);
    QVERIFY(!run.har.isRunning());
    QCOMPARE(run.outcome.saved, 3'500);
    QCOMPARE(run.outcome.error, QString());
    QCOMPARE(progressed.size(), 4);
    QCOMPARE(progressed.last()[0].toLongLong(), 3'500);
    const QJsonArray saved = entries(path);
    QCOMPARE(saved.size(), 3'500);
    QCOMPARE(saved[3'499][QStringLiteral("request")][QStringLiteral("url")].toString(),
             QStringLiteral("http://h/3499"));
}

void TestHarExport::savesNothing()
{
    const QTemporaryDir folder;
    const ExchangeLogModel log;
    Export run(log);
    run.har.start(folder.filePath(QStringLiteral("a.har")), {}, "http://h");
    QTRY_VERIFY(run.finished);
    QCOMPARE(run.outcome.saved, 0);
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("a.har"))));
}

void TestHarExport::countsWhatHasLeftTheLog()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.har"));
    ExchangeLogModel log({ .rows = 2'000 });
    log.append(exchanges(2'000));
    Export run(log);
    run.har.start(path, numbers(2'000), "http://h");
    log.append(exchanges(1'500)); // before the second slice
    QTRY_VERIFY(run.finished);
    QCOMPARE(run.outcome.gone, 500);
    QCOMPARE(run.outcome.saved, 1'500);
    QCOMPARE(entries(path).size(), 1'500);
}

void TestHarExport::cancelLeavesNoFile()
{
    const QTemporaryDir folder;
    ExchangeLogModel log;
    log.append(exchanges(3'500));
    Export run(log);
    run.har.start(folder.filePath(QStringLiteral("a.har")), numbers(3'500), "http://h");
    run.har.cancel();
    QTRY_VERIFY(run.finished);
    QVERIFY(run.outcome.cancelled);
    QTRY_VERIFY(QDir(folder.path()).isEmpty());
}

void TestHarExport::saysWhyThereIsNoFile()
{
    ExchangeLogModel log;
    log.append(exchanges(5));
    Export run(log);
    run.har.start(QStringLiteral("/nonexistent/a.har"), numbers(5), "http://h");
    QTRY_VERIFY(run.finished);
    QVERIFY(!run.outcome.error.isEmpty());
    QVERIFY(!run.outcome.cancelled);
}

void TestHarExport::mayBeDestroyedMeanwhile()
{
    const QTemporaryDir folder;
    ExchangeLogModel log;
    log.append(exchanges(3'500));
    {
        Export run(log);
        run.har.start(folder.filePath(QStringLiteral("a.har")), numbers(3'500), "http://h");
    }
    QTRY_VERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestHarExport)
#include "tst_harexport.moc"
