// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasktexts.h"

#include <QLocale>
#include <QSet>
#include <QTest>

using namespace frontdesk;

class TestTaskTexts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void namesATask()
    {
        Task task;
        task.kind = "sleep";
        task.id = 3;
        QCOMPARE(taskName(task), QStringLiteral("sleep #3"));
    }

    void hasAWordForEachState()
    {
        QSet<QString> words;
        const auto count = int(TaskState::Cancelled) + 1;
        for (int state = 0; state < count; ++state)
            words.insert(taskStateText(TaskState(state)));
        QCOMPARE(int(words.size()), count);
        QVERIFY(!words.contains(QString()));
    }

    void tellsHowFarItHasCome_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<qint64>("done");
        QTest::addColumn<qint64>("total");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("percent");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *what, TaskState state, qint64 done, qint64 total,
                            const char *said, int percent, const char *text) {
            QTest::newRow(what) << int(state) << done << total << QString::fromUtf8(said) << percent
                                << QString::fromUtf8(text);
        };
        row("nothing is known", TaskState::Running, 0, 0, "", -1, "");
        row("only words", TaskState::Running, 0, 0, "reading", -1, "reading");
        row("a part", TaskState::Running, 1, 3, "", 33, "33 %");
        row("a part, and words", TaskState::Running, 1, 2, "reading", 50, "50 % · reading");
        row("no overflow", TaskState::Running, 1LL << 62, 1LL << 62, "", 100, "100 %");
        row("completed", TaskState::Completed, 3, 3, "3 rows", -1, "3 rows");
        row("cancelled", TaskState::Cancelled, 1, 4, "", -1, "25 %");
    }

    void tellsHowFarItHasCome()
    {
        QFETCH(int, state);
        QFETCH(qint64, done);
        QFETCH(qint64, total);
        QFETCH(QString, said);
        Task task;
        task.state = TaskState(state);
        task.progress = { done, total, said };
        QTEST(taskPercent(task), "percent");
        QTEST(taskProgressText(task), "text");
    }

    void tellsWhatWentWrongInALine()
    {
        Task task;
        task.state = TaskState::Failed;
        task.progress = { 1, 4, QStringLiteral("reading") };
        task.error = QStringLiteral("No such file:\n  users.csv");
        QCOMPARE(taskProgressText(task), QStringLiteral("No such file: users.csv"));
    }

    void tellsWhatItTook()
    {
        Task task;
        QCOMPARE(taskDurationText(task), QString());
        task.endedAtMs = 5'000; // cancelled before it began
        QCOMPARE(taskDurationText(task), QString());
        task.startedAtMs = 3'000;
        QCOMPARE(taskDurationText(task), QStringLiteral("2.00 s"));
        task.startedAtMs = 6'000; // the clock was put back meanwhile
        QCOMPARE(taskDurationText(task), QString());
    }
};

QTEST_APPLESS_MAIN(TestTaskTexts)
#include "tst_tasktexts.moc"
