// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/userstore.h"
#include "support/await.h"
#include "transfer/userimport.h"
#include "userimporttest.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace frontdesk;

/// Imports that are stopped, that others write into, and that a crash ends.
class TestUserImportBreaks : public UserImportTest
{
    Q_OBJECT

private slots:
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
        const int count = other ? 400'000 : 30'000; // too many for the time that another waits
        std::vector<UserDraft> drafts;
        drafts.reserve(size_t(count));
        for (int i = 0; i < count; ++i)
            drafts.push_back({ "User", std::to_string(i) + "@x" });
        auto importing = users().import(drafts, 1'000, {});
        int added = 0;
        for (; other && !importing.isReady(); ++added)
            QVERIFY(await(users().create({ "Other", std::to_string(added) + "@other" })));
        const auto imported = await(std::move(importing));
        QVERIFY(imported);
        QCOMPARE(imported->fates.size() < drafts.size(), other);
        QVERIFY(imported->fates.size() >= 1'000);
        QCOMPARE(imported->created, qint64(imported->fates.size()));
        QCOMPARE(added > 0, other);
        QCOMPARE(users().count(), imported->created + added);
    }

private:
    static std::vector<UserDraft> draftsOf(const std::string &name, int count)
    {
        std::vector<UserDraft> drafts;
        drafts.reserve(size_t(count));
        for (int i = 0; i < count; ++i)
            drafts.push_back({ name, std::to_string(i) + name + "@x" });
        return drafts;
    }
};

QTEST_GUILESS_MAIN(TestUserImportBreaks)
#include "tst_userimportbreaks.moc"
