// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventdesk.h"
#include "server/eventhub.h"
#include "support/fakeclock.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace frontdesk;

namespace {

User user(qint64 id)
{
    return { id, "User " + std::to_string(id), std::to_string(id) + "@x", 1, 0, 0 };
}

UserChange created(const User &one)
{
    return { UserChange::What::Created, { &one, 1 } };
}

constexpr EventTypes userCreated = bitOf(EventType::UserCreated);

} // namespace

class TestEventHub : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }
    void cleanup() { QCoreApplication::sendPostedEvents(); } // signals to desks that have gone

    void namesTypes_data();
    void namesTypes();
    void saysWhatItIsAbout();
    void aResultOfManyLines();
    void keepsNothingForNobody();
    void filters();
    void isBounded();
    void goesOnPieceByPiece();
    void idsOfAnEarlierRun();

private:
    FakeClock m_clock;
};

void TestEventHub::namesTypes_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<EventTypes>("types"); // 0: none such
    QTest::newRow("one") << QStringLiteral("user.created") << userCreated;
    QTest::newRow("two, with a blank") << QStringLiteral("user.created, user.deleted")
                                       << (userCreated | bitOf(EventType::UserDeleted));
    QTest::newRow("a family") << QStringLiteral("user.*") << EventTypes(0b11111);
    QTest::newRow("all") << QStringLiteral("*") << allEventTypes;
    QTest::newRow("both families") << QStringLiteral("task.*,user.*") << allEventTypes;
    QTest::newRow("every state") << QStringLiteral("task.completed")
                                 << bitOf(eventTypeOf(TaskState::Completed));
    QTest::newRow("unknown") << QStringLiteral("user.created,nothing") << EventTypes(0);
    QTest::newRow("empty") << QString() << EventTypes(0);
    QTest::newRow("half a family") << QStringLiteral("us*") << EventTypes(0);
    QTest::newRow("a family that isn't") << QStringLiteral(".*") << EventTypes(0);
}

void TestEventHub::namesTypes()
{
    QFETCH(const QString, names);
    QFETCH(const EventTypes, types);
    const auto read = eventTypesFrom(names);
    QCOMPARE(read.value_or(0), types);
    if (!read)
        QVERIFY(read.error().detail.contains(QLatin1String("task.progress")));
}

void TestEventHub::saysWhatItIsAbout()
{
    const Event event(1017, EventType::UserCreated, user(7));
    const QByteArray head = "id: 1017\nevent: user.created\ndata: ";
    QVERIFY(event.text().startsWith(head));
    QVERIFY(event.text().endsWith("}\n\n"));
    QCOMPARE(event.text().count('\n'), 4);
    const auto object = QJsonDocument::fromJson(event.text().mid(head.size())).object();
    QCOMPARE(object.value(QLatin1String("id")).toInt(), 7);
    QCOMPARE(object.value(QLatin1String("version")).toInt(), 1);
    const Event range(2, EventType::UserImported, ImportedRange { 3, 10, 12 });
    QCOMPARE(range.text(),
             QByteArray("id: 2\nevent: user.imported\ndata: "
                        R"({"count":3,"first_id":10,"last_id":12})"
                        "\n\n"));
}

void TestEventHub::aResultOfManyLines()
{
    Task task;
    task.id = 1;
    task.state = TaskState::Completed;
    task.result = "[\r\n  1,\n  2\r]";
    const Event event(1, EventType::TaskCompleted, forEvent(task));
    QCOMPARE(event.text().count('\n'), 4);
    QCOMPARE(event.text().count('\r'), 0);
    task.result = '"' + QByteArray(1 << 20, 'x') + '"';
    const Event large(2, EventType::TaskCompleted, forEvent(task));
    QVERIFY(large.text().size() < 2'000);
    QVERIFY(large.text().contains("\"result\":null"));
}

void TestEventHub::keepsNothingForNobody()
{
    EventHub hub(m_clock);
    const quint64 before = hub.newest();
    const User one = user(1);
    hub.publish(created(one));
    QCOMPARE(hub.newest(), before);
    const auto desk = hub.desk();
    hub.publish(created(one));
    QCOMPARE(hub.newest(), before + 1);
    const auto reading = hub.read(before, allEventTypes);
    QVERIFY(!reading.lost);
    QCOMPARE(reading.place, before + 1);
    QVERIFY(reading.text.contains("event: user.created\n"));
}

void TestEventHub::filters()
{
    EventHub hub(m_clock);
    const auto desk = hub.desk();
    const quint64 before = hub.newest();
    const User one = user(1);
    Task task;
    hub.publish({ UserChange::What::Updated, { &one, 1 } });
    hub.publish(task, true);
    hub.publish({ UserChange::What::ImportUndone, {}, 2, 5, 6 });
    hub.publish(task, false);
    const auto all = hub.read(before, allEventTypes).text;
    for (const char *name :
         { "user.updated", "task.progress", "user.import_undone", "task.queued" })
        QVERIFY2(all.contains(QByteArray("event: ").append(name).append('\n')), name);
    const auto some = hub.read(before, bitOf(EventType::TaskQueued));
    QCOMPARE(some.text.count("event: "), 1);
    QCOMPARE(some.place, before + 4);
    const auto none = hub.read(before, userCreated);
    QVERIFY(none.text.isEmpty() && !none.lost);
    QCOMPARE(none.place, before + 4);
}

void TestEventHub::isBounded()
{
    const User one = user(1);
    EventHub few(m_clock, { 10, 1 << 20 });
    const auto desk = few.desk();
    const quint64 before = few.newest();
    for (int i = 0; i < 11; ++i)
        few.publish(created(one));
    QVERIFY(few.read(before, allEventTypes).lost);
    QCOMPARE(few.read(before, allEventTypes).place, before + 11);
    QCOMPARE(few.read(before + 1, allEventTypes).text.count("event: "), 10);

    EventHub small(m_clock, { 1'000'000, 100'000 });
    const auto other = small.desk();
    const quint64 first = small.newest();
    for (int i = 0; i < 10'000; ++i)
        small.publish(created(one));
    QVERIFY(small.read(first, allEventTypes).lost);
    QVERIFY(small.read(first + 9'700, allEventTypes).lost);
    QVERIFY(!small.read(first + 9'900, allEventTypes).lost);
}

void TestEventHub::goesOnPieceByPiece()
{
    EventHub hub(m_clock);
    const auto desk = hub.desk();
    quint64 place = hub.newest();
    for (int i = 1; i <= 5'000; ++i) {
        const User one = user(i);
        hub.publish(created(one));
    }
    QByteArray all;
    for (int pieces = 0;; ++pieces) {
        QVERIFY(pieces < 100);
        const auto reading = hub.read(place, allEventTypes);
        QVERIFY(reading.text.size() < (65 << 10));
        place = reading.place;
        if (reading.text.isEmpty())
            break;
        all += reading.text;
    }
    QCOMPARE(all.count("event: user.created\n"), 5'000);
    QCOMPARE(place, hub.newest());
}

void TestEventHub::idsOfAnEarlierRun()
{
    EventHub earlier(m_clock);
    const auto desk = earlier.desk();
    const User one = user(1);
    for (int i = 0; i < 100; ++i)
        earlier.publish(created(one));
    m_clock.advance(std::chrono::seconds(1));
    const EventHub later(m_clock);
    QVERIFY(later.newest() > earlier.newest());
    QVERIFY(later.read(earlier.newest(), allEventTypes).lost);
    QVERIFY(earlier.read(later.newest(), allEventTypes).lost); // a clock that was set back
}

QTEST_GUILESS_MAIN(TestEventHub)
#include "tst_eventhub.moc"
