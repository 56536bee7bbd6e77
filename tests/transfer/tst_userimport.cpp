// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userimport.h"

#include "base/clock.h"
#include "base/inbox.h"
#include "base/jsonwriter.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

namespace {

const QByteArray header = "name,email\n";

std::unique_ptr<QIODevice> fileOf(const QByteArray &text)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

QByteArray csvRows(int first, int count)
{
    QByteArray rows;
    for (int n = first; n < first + count; ++n)
        rows += "User " + QByteArray::number(n) + ",user" + QByteArray::number(n)
                + "@example.org\n";
    return rows;
}

/// "3:email:taken"
QStringList words(const ImportReport &report)
{
    QStringList words;
    for (const RowError &row : report.errors)
        words += QStringLiteral("%1:%2:%3")
                         .arg(QString::number(row.line), row.error.field, row.error.code);
    return words;
}

} // namespace

class TestUserImport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_database.reset(); }

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

    void tellsHowFarItIsAndStops_data()
    {
        QTest::addColumn<bool>("atomic");
        QTest::addColumn<double>("share"); // of the way, where it is cancelled
        QTest::newRow("by row") << false << 0.2;
        QTest::newRow("atomic, while it is checked") << true << 0.2;
        QTest::newRow("atomic, while it is stored") << true << 0.6;
    }

    void tellsHowFarItIsAndStops()
    {
        QFETCH(const bool, atomic);
        QFETCH(const double, share);
        const QByteArray text = header + csvRows(1, 25'000);
        bool inOrder = true;
        qint64 mostUsers = 0;
        ImportProgress last;
        const auto report = run(text, atomic, [&](const ImportProgress &progress) {
            inOrder = inOrder && progress.bytes >= last.bytes
                    && progress.totalBytes == text.size() * (atomic ? 2 : 1);
            last = progress;
            mostUsers = std::max(mostUsers, users().count());
            return double(progress.bytes) < share * double(progress.totalBytes);
        });
        QVERIFY(inOrder);
        QVERIFY(last.bytes < last.totalBytes);
        QVERIFY(report && report->cancelled);
        QVERIFY(report->rows < 25'000);
        QCOMPARE(mostUsers > 0, !atomic || share > 0.5);
        QCOMPARE(users().count(), atomic ? 0 : report->created);
        QCOMPARE(table().count('\n') - 1, users().count());
    }

    void takesBackWhatAnotherWritesInto()
    {
        // Checked and found good; then somebody takes an e-mail of the last row.
        const QByteArray text = header + csvRows(1, 25'000);
        std::optional<Async<Result<User>>> other;
        const auto report = run(text, true, [&](const ImportProgress &progress) {
            if (progress.bytes > text.size() && !other)
                other.emplace(users().create({ "Other", "user25000@example.org" }));
            return true;
        });
        QVERIFY(other && await(std::move(*other)));
        QVERIFY(report);
        QCOMPARE(words(*report), { QStringLiteral("25001:email:taken") });
        QCOMPARE(report->created, 0);
        QCOMPARE(users().count(), 1);
        QCOMPARE(table(), header + "Other,user25000@example.org\n");
    }

    void takesBackWhatACrashHasInterrupted()
    {
        // Three imports: one by rows, one that came to its end, one that didn't.
        QVERIFY(run(header + csvRows(1, 10), false));
        QVERIFY(run(header + csvRows(11, 25'000), true));
        const std::vector<UserDraft> drafts = draftsOf("lost", 30'000);
        QVERIFY(await(users().import(drafts, drafts.size(), "an import")));
        QVERIFY(await(users().import(draftsOf("more", 10), 10, "an import")));
        const qint64 changed = users().count() - 5; // one of the last
        QVERIFY(await(users().update(changed, { "Changed", std::nullopt }, {})));

        open();
        QCOMPARE(users().count(), 55'020);
        QVERIFY(await(users().import(draftsOf("now", 10), 10, "an import")));
        int calls = 0;
        for (;; ++calls) {
            const auto undone = await(users().undoInterruptedImport());
            QVERIFY(undone);
            if (!*undone)
                break;
        }
        QCOMPARE(calls, 3); // 10, and 30,000 in two
        QCOMPARE(users().count(), 25'021); // the changed one and those of now stay
        QVERIFY(await(users().find(changed)));

        open();
        QCOMPARE(users().count(), 25'021);
        QCOMPARE(await(users().undoInterruptedImport()).value_or(false), true); // those of "now"
        QCOMPARE(users().count(), 25'011);
    }

    void beginsAnewAfterACrash()
    {
        // What the run before has stored is taken back first: or an e-mail that it
        // took would be "unchanged", and stay if this one failed.
        QVERIFY(await(users().import(draftsOf("lost", 10), 10, "upload")));
        const auto report = await(importUsers(users(), fileOf(header + "A,0lost@x\nB,b\n"),
                                              { UserFormat::Csv, true, rowsAtOnce, "upload", {} }));
        QVERIFY(report);
        QCOMPARE(words(*report), { QStringLiteral("3:email:too_short") });
        QCOMPARE(users().count(), 0);
    }

    void letsOthersWriteInBetween_data()
    {
        QTest::addColumn<bool>("other");
        QTest::newRow("nobody waits") << false;
        QTest::newRow("somebody does") << true;
    }

    void letsOthersWriteInBetween()
    {
        QFETCH(const bool, other);
        std::vector<UserDraft> drafts; // too many for the time that another waits
        for (int i = 0; i < (other ? 400'000 : 30'000); ++i)
            drafts.push_back({ "User", std::to_string(i) + "@x" });
        auto importing = users().import(drafts, 1'000, {});
        std::optional<Async<Result<User>>> adding;
        if (other)
            adding.emplace(users().create({ "Other", "other@x" }));
        const auto imported = await(std::move(importing));
        QVERIFY(imported);
        QCOMPARE(imported->fates.size() < drafts.size(), other);
        QVERIFY(imported->fates.size() >= 1'000);
        QCOMPARE(imported->created, qint64(imported->fates.size()));
        QVERIFY(!adding || await(std::move(*adding)));
        QCOMPARE(users().count(), imported->created + other);
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
    UserStore &users() { return m_database->users(); }

    Result<ImportReport> run(const QByteArray &text, bool atomic,
                             std::function<bool(const ImportProgress &)> progress = {},
                             UserFormat format = UserFormat::Csv)
    {
        return await(importUsers(users(), fileOf(text),
                                 { format, atomic, rowsAtOnce, {}, std::move(progress) }));
    }

    void open()
    {
        m_database.reset();
        auto opened = Database::openSqlite(m_folder->filePath(QStringLiteral("frontdesk.db")),
                                           Clock::system());
        QVERIFY(opened);
        m_database = std::move(*opened);
    }
    static std::vector<UserDraft> draftsOf(const std::string &name, int count)
    {
        std::vector<UserDraft> drafts;
        for (int i = 0; i < count; ++i)
            drafts.push_back({ name, std::to_string(i) + name + "@x" });
        return drafts;
    }

    /// All rows as CSV, without their ids.
    QByteArray table()
    {
        QByteArray text = header;
        for (const User &user : all())
            text += QByteArray::fromStdString(user.name + ',' + user.email + '\n');
        return text;
    }
    QList<User> all()
    {
        UserQuery query;
        query.limit = 100'000;
        const auto page = await(users().page(0, query));
        return page ? page->users : QList<User>();
    }
    QList<qint64> ids()
    {
        QList<qint64> ids;
        for (const User &user : all())
            ids += user.id;
        return ids;
    }

    static constexpr size_t rowsAtOnce = 4'000;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

QTEST_GUILESS_MAIN(TestUserImport)
#include "tst_userimport.moc"
