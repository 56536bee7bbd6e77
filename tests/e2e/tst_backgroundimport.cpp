// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/serverprocess.h"
#include "transferservertest.h"

#include <QFile>
#include <QTest>

using namespace frontdesk;
using namespace Qt::StringLiterals;

namespace {

constexpr char asCsv[] = "Content-Type: text/csv\r\n";

} // namespace

/// Imports that go on after their request was answered, also over a kill.
class BackgroundImportTest : public TransferServerTest
{
    Q_OBJECT

private slots:
    void answersAtOnce();
    void survivesAKill();
    void isAllOrNothingOverAKill();
    void isCancelled();
};

void BackgroundImportTest::answersAtOnce()
{
    const auto answer = post("/users/import", asCsv, csvOf(10));
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.field("Retry-After"), "1"_ba);
    QCOMPARE(answer.object().value("kind"_L1).toString(), u"import_users"_s);
    QTRY_COMPARE(state(answer.field("Location")), u"completed"_s);
    QTRY_COMPARE(files(u"uploads"_s), QStringList());
}

void BackgroundImportTest::survivesAKill()
{
    constexpr int rows = rounds(400'000, 60'000);
    const auto answer = post("/users/import", asCsv, csvOf(rows));
    QCOMPARE(answer.status, 202);
    const QByteArray path = answer.field("Location");
    QTRY_VERIFY_WITH_TIMEOUT(users() > 0, 60'000);
    m_server->kill();
    QCOMPARE(files(u"uploads"_s).size(), 1);

    QVERIFY(m_server->start());
    const int before = users();
    QVERIFY(before > 0);
    QTRY_COMPARE_WITH_TIMEOUT(state(path), u"completed"_s, 120'000);
    const QJsonObject task = this->task(path);
    const QJsonObject report = task.value("result"_L1).toObject();
    QCOMPARE(report.value("rows"_L1).toInt(), rows);
    QCOMPARE(report.value("failed"_L1).toInt(), 0);
    QCOMPARE(report.value("errors"_L1).toArray().size(), 0);
    QCOMPARE(report.value("created"_L1).toInt() + report.value("unchanged"_L1).toInt(), rows);
    QCOMPARE(users(), rows);
    // One that had ended before the kill leaves its file to the sweep, minutes later.
    if (task.value("rescued"_L1).toInt() == 1)
        QTRY_COMPARE(files(u"uploads"_s), QStringList());
}

void BackgroundImportTest::isAllOrNothingOverAKill()
{
    constexpr int rows = rounds(400'000, 60'000);
    const auto answer = post("/users/import?atomic=true", asCsv, csvOf(rows));
    QCOMPARE(answer.status, 202);
    const QByteArray path = answer.field("Location");
    QTRY_VERIFY_WITH_TIMEOUT(users() > 0, 60'000);
    m_server->kill();
    // Without its file it can't begin anew: nobody but the start takes back its users.
    const QString upload = m_server->dataFolder() + u"/uploads/"_s + files(u"uploads"_s).value(0);
    QVERIFY(QFile::remove(upload));

    QVERIFY(m_server->start());
    const int before = users();
    QTRY_VERIFY_WITH_TIMEOUT(state(path) == "failed"_L1 || state(path) == "completed"_L1, 60'000);
    if (state(path) == "completed"_L1)
        QSKIP("This machine imports faster than it can be killed.");
    QTRY_COMPARE_WITH_TIMEOUT(users(), 0, 60'000);
    QVERIFY(before > 0);
}

void BackgroundImportTest::isCancelled()
{
    constexpr int rows = rounds(400'000, 60'000);
    const auto answer = post("/users/import", asCsv, csvOf(rows));
    const QByteArray path = answer.field("Location");
    QTRY_VERIFY_WITH_TIMEOUT(users() > 0, 60'000);
    const auto cancelled = post(path + "/cancel", "Content-Length: 0\r\n");
    if (cancelled.status == 409)
        QSKIP("This machine imports faster than it can be asked not to.");
    QTRY_VERIFY_WITH_TIMEOUT(state(path) != "cancelling"_L1, 60'000);
    if (state(path) == "cancelled"_L1) {
        QVERIFY(users() < rows);
        QCOMPARE(files(u"uploads"_s).size(), 1); // it may be tried again
        QCOMPARE(post(path + "/retry", "Content-Length: 0\r\n").status, 202);
    }
    QTRY_COMPARE_WITH_TIMEOUT(state(path), u"completed"_s, 120'000);
    QCOMPARE(users(), rows);
}

QTEST_GUILESS_MAIN(BackgroundImportTest)
#include "tst_backgroundimport.moc"
