// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"
#include "support/transferdesk.h"
#include "transfer/importreport.h"

#include <QJsonObject>

#include <vector>

using namespace frontdesk;

/// Files of this machine by the tasks that HTTP starts, too.
class TestUserTransfers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void importsACopyOfTheFile();
    void anAtomicImportIsTold();
    void anAtomicImportLeavesAnothersUsers();
    void aFileMayBeAsLargeAsIsSet();
    void exportsAndSaves();
    void savesNothingForOtherTasks();
    void isUnavailableWithoutAnEngine();
    void theEngineMayGoMeanwhile();
    void aReportComesBackFromItsText();
};

void TestUserTransfers::importsACopyOfTheFile()
{
    const TransferDesk desk;
    const QString path = desk.write("users.csv", "name,email\nAda,ada@example.org\nBob,bob\n");
    const auto task = await(desk.transfers.importFile(path, UserFormat::Csv, false));
    QVERIFY(task);
    QCOMPARE(task->kind, std::string("import_users"));
    QVERIFY(QFile::remove(path)); // it isn't needed any more
    const Task ended = desk.ended(task->id);
    QVERIFY(ended.state == TaskState::Completed);
    const auto report = importReportFromJson(ended.result);
    QVERIFY(report);
    QCOMPARE(report->rows, 2);
    QCOMPARE(report->created, 1);
    QCOMPARE(report->failed, 1);
    QCOMPARE(report->errors.first().line, 3);
    QCOMPARE(desk.users().count(), 1);
}

void TestUserTransfers::anAtomicImportIsTold()
{
    const TransferDesk desk;
    const QString path = desk.write("users.csv", "name,email\nAda,ada@example.org\nBob,bob\n");
    const auto task = await(desk.transfers.importFile(path, UserFormat::Csv, true));
    QVERIFY(task);
    QCOMPARE(importReportFromJson(desk.ended(task->id).result)->created, 0);
    QCOMPARE(desk.users().count(), 0);
}

/// Of the same upload: what is noted under its name alone isn't this task's.
void TestUserTransfers::anAtomicImportLeavesAnothersUsers()
{
    const TransferDesk desk;
    const QString name = TaskFiles::newUpload(UserFormat::Csv);
    QVERIFY(QFile::copy(desk.write("users.csv", "name,email\nAda,ada@example.org\n"),
                        desk.files.path(name)));
    const std::vector<UserDraft> others { { "Bob", "bob@example.org" } };
    QVERIFY(await(desk.users().import(others, others.size(), name.toUtf8())));
    const QJsonObject params { { QStringLiteral("file"), name },
                               { QStringLiteral("atomic"), true } };
    const auto submitted = await(desk.engine->submit(
            QJsonObject { { QStringLiteral("kind"), QStringLiteral("import_users") },
                          { QStringLiteral("params"), params } }));
    QVERIFY(submitted);
    QVERIFY(desk.ended(submitted->task.id).state == TaskState::Completed);
    QCOMPARE(desk.users().count(), 2);
}

void TestUserTransfers::aFileMayBeAsLargeAsIsSet()
{
    const TransferDesk desk;
    const QByteArray csv = "name,email\nAda,ada@example.org\n";
    const QString path = desk.write("users.csv", csv);
    const UserTransfers exact(desk.engine.get(), desk.users(), desk.files, csv.size());
    QVERIFY(await(exact.preview(path, std::nullopt)));
    const auto task = await(exact.importFile(path, UserFormat::Csv, false));
    QVERIFY(task);
    QVERIFY(desk.ended(task->id).state == TaskState::Completed);

    const UserTransfers less(desk.engine.get(), desk.users(), desk.files, csv.size() - 1);
    const auto preview = await(less.preview(path, std::nullopt));
    QVERIFY(!preview);
    QCOMPARE(preview.error().code, QStringLiteral("file_too_large"));
    const QStringList uploads = desk.uploads();
    const auto refused = await(less.importFile(path, UserFormat::Csv, false)); // it may have grown
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("file_too_large"));
    QCOMPARE(desk.uploads(), uploads);
}

void TestUserTransfers::exportsAndSaves()
{
    const TransferDesk desk;
    QVERIFY(await(desk.users().create({ "Ada", "ada@example.org" })));
    const auto task = await(desk.transfers.exportUsers(UserFormat::NdJson));
    QVERIFY(task);
    const Task ended = desk.ended(task->id);
    QVERIFY(ended.state == TaskState::Completed);
    const auto saved = await(
            desk.transfers.saveFile(ended, desk.home.filePath(QStringLiteral("users.ndjson")), {}));
    QVERIFY(saved);
    const QByteArray text = "{\"id\":1,\"name\":\"Ada\",\"email\":\"ada@example.org\"}\n";
    QCOMPARE(desk.read("users.ndjson"), text);
    QCOMPARE(*saved, text.size());
    QCOMPARE(await(desk.transfers.task(task->id))->result, ended.result);
}

void TestUserTransfers::savesNothingForOtherTasks()
{
    const TransferDesk desk;
    const auto saved = await(
            desk.transfers.saveFile(Task(), desk.home.filePath(QStringLiteral("users.csv")), {}));
    QCOMPARE(saved.error().code, QStringLiteral("file_not_found"));
    QVERIFY(!QFile::exists(desk.home.filePath(QStringLiteral("users.csv"))));
}

void TestUserTransfers::isUnavailableWithoutAnEngine()
{
    const UserTransfers none;
    QVERIFY(!none.isAvailable());
    QCOMPARE(await(none.importFile(QStringLiteral("users.csv"), UserFormat::Csv, false))
                     .error()
                     .kind,
             ErrorKind::Unavailable);
    QCOMPARE(await(none.exportUsers(UserFormat::Csv)).error().kind, ErrorKind::Unavailable);
    QCOMPARE(await(none.task(1)).error().kind, ErrorKind::Unavailable);
    QCOMPARE(await(none.cancel(1)).error().kind, ErrorKind::Unavailable);
}

void TestUserTransfers::theEngineMayGoMeanwhile()
{
    TransferDesk desk;
    const QString path = desk.write("users.csv", "name,email\nAda,ada@example.org\n");
    auto importing = desk.transfers.importFile(path, UserFormat::Csv, false);
    desk.engine.reset();
    desk.transfers = {};
    QCOMPARE(await(std::move(importing)).error().kind, ErrorKind::Unavailable);
    QCOMPARE(desk.uploads(), QStringList());
}

void TestUserTransfers::aReportComesBackFromItsText()
{
    ImportReport report;
    report.rows = 5'000'000'000;
    report.created = 7;
    report.unchanged = 2;
    report.fail(3, { { QStringLiteral("email"), QStringLiteral("taken"), QStringLiteral("“é”") } });
    report.errorsLeftOut = 4;
    JsonWriter json;
    writeJson(json, report);
    auto back = importReportFromJson(json.bytes());
    QVERIFY(back);
    QCOMPARE(back->rows, report.rows);
    QCOMPARE(back->created, report.created);
    QCOMPARE(back->unchanged, report.unchanged);
    QCOMPARE(back->failed, report.failed);
    QVERIFY(back->errors == report.errors);
    QCOMPARE(back->errorsLeftOut, report.errorsLeftOut);
    QVERIFY(!back->unreadable);

    report.unreadable = Error { ErrorKind::Malformed, {}, QStringLiteral("Line 9: no."), {} };
    JsonWriter again;
    writeJson(again, report);
    back = importReportFromJson(again.bytes());
    QCOMPARE(back->unreadable->detail, QStringLiteral("Line 9: no."));

    QVERIFY(!importReportFromJson("[1]"));
    QVERIFY(!importReportFromJson("{\"file\":\"exports/users-1.csv\"}"));
    QVERIFY(!importReportFromJson({}));
}

QTEST_GUILESS_MAIN(TestUserTransfers)
#include "tst_usertransfers.moc"
