// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/importforecast.h"

#include "support/transferdesk.h"
#include "support/userscsv.h"
#include "transfer/importreport.h"

using namespace frontdesk;

using Fate = ForeseenRow::Fate;

namespace {

Result<ImportForecast> foresee(const TransferDesk &desk, const QByteArray &csv)
{
    return await(foreseeImport(desk.users(), desk.write("users.csv", csv), UserFormat::Csv, {}));
}

std::vector<Fate> fates(const std::vector<ForeseenRow> &rows)
{
    std::vector<Fate> fates;
    fates.reserve(rows.size());
    for (const ForeseenRow &row : rows)
        fates.push_back(row.fate);
    return fates;
}

} // namespace

/// What an import would do, without doing it.
class TestImportForecast : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void tellsWhatBecomesOfEachRow();
    void isRightAboutTheImport();
    void listsOnlyTroubleBehindTheFirstRows();
    void leavesOutTroubleThatIsTooMuch();
    void stopsWithALargeFile();
    void saysWhereAFileCannotBeRead();
    void asksTheTableNoMoreOnceItIsStopped();
    void saysThatThereIsNoFile();
};

void TestImportForecast::tellsWhatBecomesOfEachRow()
{
    const TransferDesk desk;
    QVERIFY(await(desk.users().create({ "Ada", "ada@example.org" })));
    const auto forecast = foresee(desk,
                                  "name,email\n"
                                  "Ada,ada@example.org\n"
                                  "Eve,ADA@example.org\n"
                                  "Bob,bob@example.org\n"
                                  "nobody,\n"
                                  "Bob,bob@example.org\n"
                                  "Rob,BOB@example.org\n");
    QVERIFY(forecast);
    QCOMPARE(forecast->rows, 6);
    QCOMPARE(forecast->created, 1);
    QCOMPARE(forecast->unchanged, 2);
    QCOMPARE(forecast->taken, 1);
    QCOMPARE(forecast->repeated, 1);
    QCOMPARE(forecast->wrong, 1);
    QVERIFY(forecast->whole);
    QVERIFY(!forecast->isClean());
    QVERIFY(fates(forecast->first)
            == std::vector({ Fate::Unchanged, Fate::Taken, Fate::Created, Fate::Wrong,
                             Fate::Unchanged, Fate::Repeated }));
    QCOMPARE(forecast->first[1].line, 3);
    QCOMPARE(forecast->first[1].draft.email, std::string("ADA@example.org"));
    QCOMPARE(forecast->first[3].reason, QStringLiteral("email must not be empty."));
    QCOMPARE(desk.users().count(), 1); // nothing was written
}

void TestImportForecast::isRightAboutTheImport()
{
    const TransferDesk desk;
    QVERIFY(await(desk.users().create({ "Eve", "ada3@example.org" })));
    QVERIFY(await(desk.users().create({ "Ada", "ada4@example.org" })));
    const QByteArray csv = csvOf(5'000) + "Ada,ada7@example.org\nEve,ADA8@example.org\nwrong,\n";
    const auto forecast = foresee(desk, csv);
    QVERIFY(forecast);
    const auto task = await(
            desk.transfers.importFile(desk.write("users.csv", csv), UserFormat::Csv, false));
    QVERIFY(task);
    const auto report = importReportFromJson(desk.ended(task->id).result);
    QVERIFY(report);
    QCOMPARE(forecast->rows, report->rows);
    QCOMPARE(forecast->created, report->created);
    QCOMPARE(forecast->unchanged, report->unchanged);
    QCOMPARE(forecast->taken + forecast->repeated + forecast->wrong, report->failed);
}

void TestImportForecast::listsOnlyTroubleBehindTheFirstRows()
{
    const TransferDesk desk;
    QVERIFY(await(desk.users().create({ "Eve", "ada4000@example.org" })));
    const auto forecast = foresee(desk, csvOf(5'000));
    QVERIFY(forecast);
    QCOMPARE(forecast->first.size(), size_t(100));
    QCOMPARE(forecast->trouble.size(), size_t(1));
    QCOMPARE(forecast->trouble[0].line, 4'002);
    QVERIFY(forecast->trouble[0].fate == Fate::Taken);
    QCOMPARE(forecast->trouble[0].draft.email, std::string("ada4000@example.org"));
    QCOMPARE(forecast->created, 4'999);
    QCOMPARE(forecast->troubleLeftOut, 0);
}

void TestImportForecast::leavesOutTroubleThatIsTooMuch()
{
    const TransferDesk desk;
    QByteArray csv = csvOf(100);
    for (int row = 0; row < 1'005; ++row)
        csv += "wrong,\n";
    const auto forecast = foresee(desk, csv);
    QVERIFY(forecast);
    QCOMPARE(forecast->wrong, 1'005);
    QCOMPARE(forecast->trouble.size(), size_t(1'000));
    QCOMPARE(forecast->troubleLeftOut, 5);
}

void TestImportForecast::stopsWithALargeFile()
{
    const TransferDesk desk;
    const auto forecast = foresee(desk, csvOf(150'000));
    QVERIFY(forecast);
    QVERIFY(!forecast->whole);
    QVERIFY(forecast->rows >= ImportForecast::mostRows);
    QVERIFY(forecast->rows < 110'000);
    QCOMPARE(forecast->created, forecast->rows);
}

void TestImportForecast::saysWhereAFileCannotBeRead()
{
    const TransferDesk desk;
    QByteArray json = "[";
    for (int row = 0; row < 200; ++row)
        json += R"({"name":"Ada","email":"ada)" + QByteArray::number(row) + "@example.org\"},\n";
    const auto forecast = await(foreseeImport(
            desk.users(), desk.write("users.json", json + "{name:"), UserFormat::Json, {}));
    QVERIFY(forecast);
    QVERIFY(forecast->unreadable);
    QVERIFY(forecast->unreadable->detail.startsWith(QStringLiteral("Line 201")));
    QCOMPARE(forecast->created, 200);
    QVERIFY(!forecast->isClean());
}

void TestImportForecast::asksTheTableNoMoreOnceItIsStopped()
{
    TransferDesk desk;
    std::stop_source stop;
    auto foreseeing = foreseeImport(desk.users(), desk.write("users.csv", csvOf(50'000)),
                                    UserFormat::Csv, stop.get_token());
    stop.request_stop();
    desk.stop();
    desk.database.reset(); // who asks it now reads what isn't there
    const auto forecast = await(std::move(foreseeing));
    QVERIFY(!forecast);
    QCOMPARE(forecast.error().kind, ErrorKind::Cancelled);
}

void TestImportForecast::saysThatThereIsNoFile()
{
    const TransferDesk desk;
    const auto forecast = await(foreseeImport(
            desk.users(), desk.home.filePath(QStringLiteral("none.csv")), UserFormat::Csv, {}));
    QVERIFY(!forecast);
    QCOMPARE(forecast.error().code, QStringLiteral("file_unreadable"));
}

QTEST_GUILESS_MAIN(TestImportForecast)
#include "tst_importforecast.moc"
