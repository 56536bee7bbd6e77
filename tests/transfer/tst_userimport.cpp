// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "transfer/userimport.h"
#include "userimporttest.h"

#include <QTest>

using namespace frontdesk;

/// What is stored of a file, and what is said of the rest.
class TestUserImport : public UserImportTest
{
    Q_OBJECT

private slots:
    void storesAFile_data()
    {
        QTest::addColumn<bool>("atomic");
        QTest::addColumn<int>("rows");
        for (const bool atomic : { false, true }) {
            const char *how = atomic ? "atomic" : "by row";
            QTest::addRow("%s, nobody", how) << atomic << 0;
            QTest::addRow("%s, some", how) << atomic << 3;
            QTest::addRow("%s, several batches", how) << atomic << 7'001;
            QTest::addRow("%s, several transactions", how) << atomic << 25'000;
        }
    }

    void storesAFile()
    {
        QFETCH(const bool, atomic);
        QFETCH(const int, rows);
        const QByteArray text = header + csvRows(1, rows);
        const auto report = run(text, atomic);
        QVERIFY(report);
        QCOMPARE(words(*report), QStringList());
        QVERIFY(report->isClean() && !report->cancelled);
        QCOMPARE(report->rows, rows);
        QCOMPARE(report->created, rows);
        QCOMPARE(users().count(), rows);
        QVERIFY(table() == header + csvRows(1, rows)); // in the file's order
        QVERIFY(ids().isEmpty() || ids().last() >= rows);

        const auto again = run(text, atomic); // as after a crash
        QVERIFY(again && again->isClean());
        QCOMPARE(again->unchanged, rows);
        QCOMPARE(again->created, 0);
        QCOMPARE(users().count(), rows);
    }

    void reportsWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("errors");
        QTest::addColumn<int>("failed");
        QTest::addColumn<int>("created"); // where the good ones are kept
        const auto row = [](const char *title, const QByteArray &rows, const char *errors,
                            int failed, int created) {
            QTest::newRow(title) << rows << QString::fromLatin1(errors) << failed << created;
        };
        row("both fields of a row", "Bo,bo@x\n,no\nCy,cy@x\n", "3:name:too_short 3:email:too_short",
            1, 2);
        row("an e-mail that the table has", "Bo,bo@x\nEve,ADA@x\n", "3:email:taken", 1, 1);
        row("a user that the table has", "Ada,ada@x\nBo,bo@x\n", "", 0, 1);
        row("an e-mail twice in the file", "Bo,bo@x\nBob,Bo@X\nCy,cy@x\n", "3:email:taken", 1, 2);
        row("a user twice in the file", "Bo,bo@x\nBo,bo@x\n", "", 0, 1);
        row("an e-mail that both have", "Eve,ada@x\nBob,ada@x\n", "2:email:taken 3:email:taken", 2,
            0);
        row("by line, whoever finds it", "Bo,bo@x\nBob,bo@x\nA\nEve,ada@x\n",
            "3:email:taken 4::field_count 5:email:taken", 3, 1);
    }

    void reportsWhatIsWrong()
    {
        QFETCH(const QByteArray, rows);
        QFETCH(const QString, errors);
        QFETCH(const int, failed);
        QFETCH(const int, created);
        QVERIFY(await(users().create({ "Ada", "ada@x" })));
        for (const bool atomic : { true, false }) {
            const auto report = run(header + rows, atomic);
            QVERIFY(report);
            QCOMPARE(words(*report), errors.split(u' ', Qt::SkipEmptyParts));
            QCOMPARE(report->failed, failed);
            QCOMPARE(report->rows, rows.count('\n'));
            const bool kept = failed == 0 || !atomic;
            if (atomic || failed > 0)
                QCOMPARE(report->created, kept ? created : 0);
            QCOMPARE(users().count(), 1 + (kept ? created : 0));
        }
    }

    void keepsWhatStoodBeforeAnUnreadablePlace()
    {
        const QByteArray text = header + csvRows(1, 5'000) + "\"open,a@b\n";
        const auto atomic = run(text, true);
        QVERIFY(atomic && atomic->unreadable);
        QCOMPARE(atomic->unreadable->code, QStringLiteral("unexpected_end"));
        QCOMPARE(users().count(), 0);
        const auto byRow = run(text, false);
        QVERIFY(byRow && byRow->unreadable);
        QVERIFY(byRow->unreadable->detail.contains(QStringLiteral("Line 5002")));
        QCOMPARE(users().count(), 5'000);
    }

    void keepsTheFirstErrors()
    {
        QByteArray text = header;
        for (int i = 0; i < 5'000; ++i)
            text += "A,B,C\n";
        const auto report = run(text, false);
        QVERIFY(report);
        QCOMPARE(report->failed, 5'000);
        QCOMPARE(report->errors.size(), ImportReport::maxErrors);
        QCOMPARE(report->errorsLeftOut, 4'000);
        QCOMPARE(report->errors.last().line, 1'001);
    }

    void readsTheOtherFormats()
    {
        const auto json = run(R"([{"name":"Ada","email":"ada@x"},{"name":"Bo"}])", true, {},
                              UserFormat::Json);
        QVERIFY(json);
        QCOMPARE(words(*json), { QStringLiteral("1:email:required") });
        const auto lines = run("{\"name\":\"Ada\",\"email\":\"ada@x\"}\n{\"name\":\"Bo\"}", false,
                               {}, UserFormat::NdJson);
        QVERIFY(lines);
        QCOMPARE(words(*lines), { QStringLiteral("2:email:required") });
        QCOMPARE(lines->created, 1);
    }

    void reportsAsJson()
    {
        const auto report = run(header + "Ada,ada@x\nBo,\n", false);
        QVERIFY(report);
        JsonWriter json;
        writeJson(json, *report);
        QCOMPARE(json.bytes(),
                 QByteArray("{\"rows\":2,\"created\":1,\"unchanged\":0,\"failed\":1,"
                            "\"cancelled\":false,\"unreadable\":null,\"errors\":["
                            "{\"line\":3,\"field\":\"email\",\"code\":\"too_short\","
                            "\"detail\":\"email must have at least 3 characters.\"}]"
                            ",\"errors_left_out\":0}")
                         .replace("email must have at least 3 characters.",
                                  report->errors.first().error.detail.toUtf8()));
    }

private:
    QList<qint64> ids()
    {
        QList<qint64> ids;
        for (const User &user : all())
            ids += user.id;
        return ids;
    }
};

QTEST_GUILESS_MAIN(TestUserImport)
#include "tst_userimport.moc"
