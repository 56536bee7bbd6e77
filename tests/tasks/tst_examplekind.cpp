// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "countdownkind.h"
#include "enginebench.h"

#include <QFile>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestExampleKind : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void isWhatContributingShows()
    {
        QFile guide(QFINDTESTDATA("../../CONTRIBUTING.md"));
        QFile code(QFINDTESTDATA("countdownkind.h"));
        QVERIFY(guide.open(QFile::ReadOnly) && code.open(QFile::ReadOnly));
        const QByteArray text = code.readAll();
        const qsizetype begin = text.indexOf("/// `countdown");
        const QByteArray example
                = text.mid(begin, text.indexOf("} // namespace") - begin).trimmed();
        QVERIFY(example.size() > 500);
        QVERIFY(guide.readAll().contains(QByteArray("```cpp\n" + example + "\n```")));
    }

    void works()
    {
        Bench bench;
        bench.kinds.add(std::make_unique<CountdownKind>());
        QVERIFY(bench.start());
        QVERIFY(!await(bench.engine->submit(draftOf("countdown"))));
        TaskDraft draft = draftOf("countdown");
        draft.params = R"({"from":3})";
        const qint64 id = bench.submit(draft);
        bench.clock.advance(1s);
        QTRY_COMPARE(bench.store.task(id).progress.done, qint64(1));
        bench.clock.advance(2s);
        QTRY_COMPARE(bench.state(id), "completed"_ba);
        QCOMPARE(bench.store.task(id).result, "\"lift-off\""_ba);
        QCOMPARE(bench.store.task(id).progress.done, qint64(3));
    }
};

QTEST_GUILESS_MAIN(TestExampleKind)
#include "tst_examplekind.moc"
