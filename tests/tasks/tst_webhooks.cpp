// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginebench.h"
#include "support/webtarget.h"

#include "http/webclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace frontdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const auto testKey = *WebhookKey::fromText("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

struct HookBench : Bench
{
    WebTarget target;

    HookBench()
    {
        WebClient::Options web;
        web.isAllowed = [](const QHostAddress &) { return true; };
        kinds = TaskKinds::builtIn({ std::make_shared<WebClient>(std::move(web)), testKey });
    }
    TaskDraft sleepThenTell(double seconds, const QString &path)
    {
        TaskDraft draft = sleepDraft(seconds);
        draft.notifyUrl = target.url(path);
        return draft;
    }
    /// The one that tells of the end of @p id; it comes right after.
    QJsonObject told(qsizetype index) const
    {
        return QJsonDocument::fromJson(target.asked[index].body).object();
    }
};

} // namespace

class TestWebhooks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void signsAsTheStandardSays();
    void readsKeys_data();
    void readsKeys();
    void tellsOfTheEnd();
    void tellsOfAFailureAndACancel();
    void triesAgainWithTheSameId();
    void givesUpWhereNobodyListensAnyMore();
    void oneThatNeverAnswersHoldsUpNothing();
    void noClientMakesOne();
};

/// The example of the standard's reference implementations.
void TestWebhooks::signsAsTheStandardSays()
{
    QCOMPARE(testKey.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"),
             "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="_ba);
}

void TestWebhooks::readsKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    const auto ofLength
            = [](int bytes) -> QByteArray { return "whsec_" + QByteArray(bytes, 'k').toBase64(); };
    QTest::newRow("24 bytes, a line end") << QByteArray(ofLength(24) + '\n') << true;
    QTest::newRow("64 bytes") << QByteArray(ofLength(64)) << true;
    QTest::newRow("too short") << QByteArray(ofLength(23)) << false;
    QTest::newRow("too long") << QByteArray(ofLength(65)) << false;
    QTest::newRow("no prefix") << QByteArray(32, 'k').toBase64() << false;
    QTest::newRow("no base64") << "whsec_????????????????????????????????????"_ba << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("one that was made") << WebhookKey::generate().text() << true;
}

void TestWebhooks::readsKeys()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    const auto key = WebhookKey::fromText(text);
    QCOMPARE(key.has_value(), good);
    if (key)
        QCOMPARE(key->text(), text.trimmed());
}

void TestWebhooks::tellsOfTheEnd()
{
    HookBench bench;
    bench.target.answers["/hook"] = WebTarget::answer("204 No Content");
    QVERIFY(bench.start());
    const qint64 id = bench.submit(bench.sleepThenTell(0, u"/hook"_s));
    QTRY_COMPARE(bench.target.asked.size(), 1);
    const WebTarget::Asked &asked = bench.target.asked[0];
    QCOMPARE(asked.line, "POST /hook HTTP/1.1"_ba);
    QCOMPARE(asked.field("Content-Type"), "application/json"_ba);
    const qint64 timestamp = asked.field("webhook-timestamp").toLongLong();
    QVERIFY(std::abs(timestamp - QDateTime::currentSecsSinceEpoch()) < 60);
    QCOMPARE(asked.field("webhook-signature"),
             testKey.sign(asked.field("webhook-id"), timestamp, asked.body));
    const QJsonObject body = bench.told(0), task = body.value("data"_L1).toObject();
    QCOMPARE(body.value("type"_L1).toString(), u"task.completed"_s);
    QCOMPARE(body.value("timestamp"_L1), task.value("ended_at"_L1));
    QCOMPARE(task.value("id"_L1).toInt(), int(id));
    QCOMPARE(task.value("state"_L1).toString(), u"completed"_s);
    QCOMPARE(task.value("attempts"_L1).toArray().size(), 1);
    QTRY_COMPARE(bench.store.count(TaskState::Completed), 2);
    const Task hook = bench.store.task(id + 1);
    QCOMPARE(hook.kind, std::string("webhook"));
    QVERIFY(hook.params.contains(QByteArray("\"task\":" + QByteArray::number(id))));
    QCOMPARE(bench.target.asked.size(), 1); // its own end tells nobody
}

void TestWebhooks::tellsOfAFailureAndACancel()
{
    HookBench bench;
    bench.addKind("fails", [](TaskContext &) -> Async<Result<QByteArray>> {
        co_return failure(ErrorKind::Invalid, u"no"_s, u"No."_s);
    });
    bench.target.answers["/hook"] = WebTarget::answer("200 OK");
    QVERIFY(bench.start());
    TaskDraft fails = draftOf("fails");
    fails.notifyUrl = bench.target.url(u"/hook"_s);
    bench.submit(fails);
    QTRY_COMPARE(bench.target.asked.size(), 1);
    QCOMPARE(bench.told(0).value("type"_L1).toString(), u"task.failed"_s);
    QCOMPARE(bench.told(0).value("data"_L1).toObject().value("error"_L1).toString(), u"No."_s);

    TaskDraft later = bench.sleepThenTell(60, u"/hook"_s);
    later.delayMs = 60'000;
    for (const TaskDraft &draft : { later, bench.sleepThenTell(60, u"/hook"_s) }) {
        const qsizetype before = bench.target.asked.size();
        const qint64 id = bench.submit(draft);
        QVERIFY(await(bench.engine->cancel(id)));
        QTRY_COMPARE(bench.target.asked.size(), before + 1);
        QCOMPARE(bench.told(before).value("type"_L1).toString(), u"task.cancelled"_s);
        QCOMPARE(bench.told(before).value("data"_L1).toObject().value("id"_L1).toInt(), int(id));
    }
}

void TestWebhooks::triesAgainWithTheSameId()
{
    HookBench bench;
    bench.target.answers["/hook"] = WebTarget::answer("400 Not yet");
    QVERIFY(bench.start());
    const qint64 id = bench.submit(bench.sleepThenTell(0, u"/hook"_s));
    QTRY_COMPARE(bench.store.count(TaskState::Retrying), 1);
    QCOMPARE(bench.store.task(id + 1).maxAttempts, 15);
    bench.target.answers["/hook"] = WebTarget::answer("200 OK");
    bench.clock.advance(2s);
    QTRY_COMPARE(bench.state(id + 1), "completed"_ba);
    QCOMPARE(bench.target.asked.size(), 2);
    QCOMPARE(bench.target.asked[1].body, bench.target.asked[0].body);
    QCOMPARE(bench.target.asked[1].field("webhook-id"), bench.target.asked[0].field("webhook-id"));
}

void TestWebhooks::givesUpWhereNobodyListensAnyMore()
{
    HookBench bench;
    bench.target.answers["/hook"] = WebTarget::answer("410 Gone");
    QVERIFY(bench.start());
    const qint64 id = bench.submit(bench.sleepThenTell(0, u"/hook"_s));
    QTRY_COMPARE(bench.store.count(TaskState::Failed), 1);
    QCOMPARE(bench.state(id), "completed"_ba);
}

void TestWebhooks::oneThatNeverAnswersHoldsUpNothing()
{
    HookBench bench;
    WebTarget other;
    other.answers["/hook"] = WebTarget::answer("200 OK");
    QVERIFY(bench.start());
    for (int i = 0; i < 100; ++i)
        bench.submit(bench.sleepThenTell(0, u"/never"_s));
    QTRY_COMPARE(bench.target.asked.size(), 16);
    TaskDraft draft = sleepDraft(0);
    draft.notifyUrl = other.url(u"/hook"_s);
    const qint64 id = bench.submit(draft);
    QTRY_COMPARE(bench.state(id), "completed"_ba);
    QTRY_COMPARE(other.asked.size(), 1);
    QVERIFY(bench.target.open <= 16);
}

void TestWebhooks::noClientMakesOne()
{
    const auto checked = TaskKinds::builtIn().check(draftOf("webhook"));
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, u"unknown_kind"_s);
    QVERIFY(!checked.error().detail.contains(u"webhook"_s));
}

QTEST_GUILESS_MAIN(TestWebhooks)
#include "tst_webhooks.moc"
