// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace frontdesk;

class TestReply : public QObject
{
    Q_OBJECT

private slots:
    void mapsKinds_data();
    void mapsKinds();
    void rendersProblems();
    void rendersForWhoAsks();
    void refusesSplitting_data();
    void refusesSplitting();
};

void TestReply::mapsKinds_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("status");

    QTest::newRow("malformed") << ErrorKind::Malformed << 400;
    QTest::newRow("forbidden") << ErrorKind::Forbidden << 403;
    QTest::newRow("not found") << ErrorKind::NotFound << 404;
    QTest::newRow("conflict") << ErrorKind::Conflict << 409;
    QTest::newRow("precondition") << ErrorKind::PreconditionFailed << 412;
    QTest::newRow("too large") << ErrorKind::TooLarge << 413;
    QTest::newRow("type") << ErrorKind::UnsupportedType << 415;
    QTest::newRow("misdirected") << ErrorKind::Misdirected << 421;
    QTest::newRow("invalid") << ErrorKind::Invalid << 422;
    QTest::newRow("busy") << ErrorKind::Busy << 503;
    QTest::newRow("disk") << ErrorKind::Io << 503;
    QTest::newRow("shutting down") << ErrorKind::Unavailable << 503;
    QTest::newRow("given up") << ErrorKind::Cancelled << 503;
    QTest::newRow("defect") << ErrorKind::Internal << 500;
}

void TestReply::mapsKinds()
{
    QFETCH(ErrorKind, kind);
    QFETCH(int, status);

    const Reply reply
            = Reply::problem({ kind, QStringLiteral("code"), QStringLiteral("detail"), {} });
    QCOMPARE(reply.status(), status);
    QCOMPARE(reply.fields().contains("Retry-After"), status == 503);
}

void TestReply::rendersProblems()
{
    Reply reply = Reply::problem({ ErrorKind::Invalid,
                                   QStringLiteral("validation_failed"),
                                   QStringLiteral("name is \"odd\"."),
                                   { { QStringLiteral("name"), QStringLiteral("too_long"),
                                       QStringLiteral("Too long.") } } });
    reply.render(false, "abc");
    QCOMPARE(reply.contentType(), QByteArray("application/json"));
    const QJsonObject body = QJsonDocument::fromJson(reply.body()).object();
    QCOMPARE(body[u"error"].toString(), QStringLiteral("name is \"odd\"."));
    QCOMPARE(body[u"detail"], body[u"error"]);
    QCOMPARE(body[u"type"].toString(), QStringLiteral("about:blank"));
    QCOMPARE(body[u"title"].toString(), QStringLiteral("Unprocessable Entity"));
    QCOMPARE(body[u"status"].toInt(), 422);
    QCOMPARE(body[u"code"].toString(), QStringLiteral("validation_failed"));
    QCOMPARE(body[u"request_id"].toString(), QStringLiteral("abc"));
    const QJsonObject field = body[u"errors"].toArray().at(0).toObject();
    QCOMPARE(field[u"field"].toString(), QStringLiteral("name"));
    QCOMPARE(field[u"code"].toString(), QStringLiteral("too_long"));
}

void TestReply::rendersForWhoAsks()
{
    Reply reply = Reply::problem(405, QStringLiteral("code"), QStringLiteral("detail"));
    reply.render(true, "abc");
    QCOMPARE(reply.contentType(), QByteArray("application/problem+json"));
}

void TestReply::refusesSplitting_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");

    QTest::newRow("line feed") << QByteArray("X") << QByteArray("a\nb");
    QTest::newRow("carriage return") << QByteArray("X") << QByteArray("a\rb");
    QTest::newRow("NUL") << QByteArray("X") << QByteArray("a\0b", 3);
    QTest::newRow("colon in a name") << QByteArray("X:Y") << QByteArray("a");
    QTest::newRow("empty name") << QByteArray() << QByteArray("a");
}

void TestReply::refusesSplitting()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);

    QTest::ignoreMessage(QtCriticalMsg,
                         "A route tried to set a header field that would split its answer.");
    const Reply reply = Reply::json("{}").header({ name.constData(), size_t(name.size()) },
                                                 { value.constData(), size_t(value.size()) });
    QCOMPARE(reply.status(), 500);
    QVERIFY(reply.fields().isEmpty());
}

QTEST_GUILESS_MAIN(TestReply)
#include "tst_reply.moc"
