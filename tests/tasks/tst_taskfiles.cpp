// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inbox.h"
#include "support/await.h"
#include "support/fakeclock.h"
#include "support/memorytaskstore.h"
#include "tasks/taskfiles.h"
#include "tasks/taskfilesweep.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

class TestTaskFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(TaskFiles(m_folder->path()).prepare());
    }

    void namesItsUploads();
    void knowsNoOtherName_data();
    void knowsNoOtherName();
    void clearsUpAfterACrash();
    void offersWhatIsThere();
    void sweeps();
    void removesWhatWasImported();
    void keepsAllWhenItCannotAsk();

private:
    TaskFiles files() const { return TaskFiles(m_folder->path()); }
    bool write(const QString &name, int secondsAgo = 0)
    {
        QFile file(files().path(name));
        return file.open(QIODevice::WriteOnly) && file.write("x") == 1 && file.flush()
                && file.setFileTime(QDateTime::currentDateTime().addSecs(-secondsAgo),
                                    QFileDevice::FileModificationTime);
    }
    bool has(const QString &name) const { return QFile::exists(files().path(name)); }
    qint64 insert(const std::string &kind, const QByteArray &params)
    {
        TaskDraft draft;
        draft.kind = kind;
        draft.params = params;
        return await(m_store.insert(draft))->task.id;
    }

    void complete(qint64 id, const QByteArray &result)
    {
        (void)await(m_store.claim({ id }, "w"));
        TaskOutcome outcome;
        outcome.id = id;
        outcome.attempt = 1;
        outcome.result = result;
        (void)await(m_store.finish({ outcome }, "w"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    MemoryTaskStore m_store { m_clock };
};

void TestTaskFiles::namesItsUploads()
{
    for (const UserFormat format : { UserFormat::Csv, UserFormat::Json, UserFormat::NdJson })
        QCOMPARE(TaskFiles::formatOfUpload(TaskFiles::newUpload(format)), std::optional(format));
    QVERIFY(TaskFiles::newUpload(UserFormat::Csv) != TaskFiles::newUpload(UserFormat::Csv));
}

void TestTaskFiles::knowsNoOtherName_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("absolute") << QStringLiteral("/etc/passwd");
    QTest::newRow("a folder up") << QStringLiteral("uploads/../0123456789abcdef.csv");
    QTest::newRow("another folder") << QStringLiteral("exports/0123456789abcdef.csv");
    QTest::newRow("another suffix") << QStringLiteral("uploads/0123456789abcdef.db");
    QTest::newRow("something behind") << QStringLiteral("uploads/0123456789abcdef.csv/");
    QTest::newRow("a line feed") << QStringLiteral("uploads/0123456789abcdef.csv\n");
    QTest::newRow("a NUL") << QStringLiteral("uploads/0123456789abcdef.csv") + QChar(0);
    QTest::newRow("capitals") << QStringLiteral("uploads/0123456789ABCDEF.csv");
}

void TestTaskFiles::knowsNoOtherName()
{
    QFETCH(const QString, name);
    QVERIFY(!TaskFiles::formatOfUpload(name));
}

void TestTaskFiles::clearsUpAfterACrash()
{
    const QString kept = TaskFiles::newUpload(UserFormat::Csv);
    QVERIFY(write(kept));
    QVERIFY(write(QStringLiteral("uploads/0123456789abcdef.csv.part")));
    QVERIFY(write(QStringLiteral("exports/.frontdesk-new-AbCdEf")));
    QVERIFY(write(QStringLiteral("backups/.frontdesk-new-AbCdEf")));
    QVERIFY(files().prepare());
    QVERIFY(has(kept));
    for (const char *folder : { "exports", "backups" })
        QVERIFY(QDir(files().path(QLatin1String(folder))).isEmpty(QDir::Files | QDir::Hidden));
    QVERIFY(files().roomFor(TaskFiles::uploadsTogether - 1));
    QCOMPARE(files().roomFor(TaskFiles::uploadsTogether).error().code,
             QStringLiteral("uploads_full"));
}

void TestTaskFiles::offersWhatIsThere()
{
    Task task;
    task.id = 12;
    task.kind = "export_users";
    task.result = R"({"file":"exports/users-12-20261122T090000Z.ndjson"})";
    QVERIFY(!files().productOf(task)); // it hasn't completed
    task.state = TaskState::Completed;
    const auto product = files().productOf(task);
    QVERIFY(product);
    QCOMPARE(product->path,
             files().path(QStringLiteral("exports/users-12-20261122T090000Z.ndjson")));
    QCOMPARE(product->fileName, QByteArray("users-12-20261122T090000Z.ndjson"));
    QCOMPARE(product->mediaType, QByteArray("application/x-ndjson"));
    task.kind = "import_users";
    task.params = R"({"file":"uploads/0123456789abcdef.csv"})";
    QVERIFY(!files().productOf(task));
}

void TestTaskFiles::sweeps()
{
    const QString waits = TaskFiles::newUpload(UserFormat::Csv);
    const QString fresh = TaskFiles::newUpload(UserFormat::Csv);
    const QString orphan = TaskFiles::newUpload(UserFormat::Csv);
    insert("import_users", "{\"file\":\"" + waits.toUtf8() + "\"}");
    const QString exported = TaskFiles::newExport(7, UserFormat::Csv);
    complete(insert("export_users", "{}"), "{\"file\":\"" + exported.toUtf8() + "\"}");
    const QString recent = QStringLiteral("backups/frontdesk-99-20261122T090000Z.db");
    const QString old = QStringLiteral("backups/frontdesk-99-20261121T090000Z.db");
    const QStringList kept { waits, fresh, exported, recent };
    const QStringList gone { orphan, TaskFiles::newExport(7, UserFormat::Json), old };
    for (const QString &name : kept + gone)
        QVERIFY(write(name, name == fresh ? 0 : name == recent ? 3600 : 30 * 3600));

    TaskFileSweep sweep(m_store, files(), std::chrono::days(1));
    QVERIFY(await(sweep.sweep()));
    for (const QString &name : gone)
        QTRY_VERIFY2(!has(name), qPrintable(name));
    for (const QString &name : kept)
        QVERIFY2(has(name), qPrintable(name));
}

void TestTaskFiles::removesWhatWasImported()
{
    Task task;
    task.kind = "import_users";
    const QString name = TaskFiles::newUpload(UserFormat::Csv);
    task.params = "{\"file\":\"" + name.toUtf8() + "\"}";
    QVERIFY(write(name));
    TaskFileSweep sweep(m_store, files(), std::chrono::days(1));
    for (const TaskState state : { TaskState::Running, TaskState::Failed, TaskState::Cancelled }) {
        task.state = state;
        sweep.note({ task });
    }
    QVERIFY(await(sweep.sweep()));
    QVERIFY(has(name));
    task.state = TaskState::Completed;
    sweep.note({ task });
    QTRY_VERIFY(!has(name));
}

void TestTaskFiles::keepsAllWhenItCannotAsk()
{
    const QString name = TaskFiles::newBackup(99);
    QVERIFY(write(name, 30 * 3600));
    m_store.fail(MemoryTaskStore::Call::List,
                 { ErrorKind::Busy, QStringLiteral("busy"), QStringLiteral("busy"), {} });
    TaskFileSweep sweep(m_store, files(), std::chrono::days(1));
    QVERIFY(!await(sweep.sweep()));
    QVERIFY(has(name));
    QVERIFY(await(sweep.sweep()));
    QTRY_VERIFY(!has(name));
}

QTEST_GUILESS_MAIN(TestTaskFiles)
#include "tst_taskfiles.moc"
