// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routetable.h"

#include <QTest>

using namespace frontdesk;

namespace {

Handler answering(int status)
{
    return [status](Request) -> Async<Reply> { return Reply::empty(status); };
}

} // namespace

class TestRouteTable : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void finds_data();
    void finds();
    void decodesArguments();
    void allows();

private:
    std::unique_ptr<RouteTable> m_routes;
};

void TestRouteTable::init()
{
    m_routes = std::make_unique<RouteTable>();
    m_routes->add(Method::Get, "/", answering(200));
    m_routes->add(Method::Get, "/users", answering(200));
    m_routes->add(Method::Post, "/users", answering(200));
    m_routes->add(Method::Get, "/user/{id}", answering(200));
    m_routes->add(Method::Get, "/user/me", answering(200));
    m_routes->add(Method::Post, "/tasks/{id}/cancel", answering(200));
    m_routes->add(Method::Get, "/start", answering(200), RouteTrait::ChangesState);
}

void TestRouteTable::finds_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("allow"); // empty: nothing there

    QTest::newRow("root") << QByteArray("/") << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("plain") << QByteArray("/users") << QByteArray("GET, HEAD, POST, OPTIONS");
    QTest::newRow("escaped literal")
            << QByteArray("/%75sers") << QByteArray("GET, HEAD, POST, OPTIONS");
    QTest::newRow("argument") << QByteArray("/user/7") << QByteArray("GET, HEAD, OPTIONS");
    QTest::newRow("argument in the middle")
            << QByteArray("/tasks/7/cancel") << QByteArray("POST, OPTIONS");
    QTest::newRow("a GET that changes something has no HEAD")
            << QByteArray("/start") << QByteArray("GET, OPTIONS");
    QTest::newRow("unknown") << QByteArray("/nothing") << QByteArray();
    QTest::newRow("slash behind") << QByteArray("/users/") << QByteArray();
    QTest::newRow("empty argument") << QByteArray("/user/") << QByteArray();
    QTest::newRow("inner node") << QByteArray("/user") << QByteArray();
    QTest::newRow("too deep") << QByteArray("/user/7/x") << QByteArray();
    QTest::newRow("escaped NUL") << QByteArray("/user/%00") << QByteArray();
    QTest::newRow("asterisk") << QByteArray("*") << QByteArray();
}

void TestRouteTable::finds()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, allow);

    const auto match = m_routes->find({ path.constData(), size_t(path.size()) });
    QCOMPARE(match.resource != nullptr, !allow.isEmpty());
    if (match.resource)
        QCOMPARE(QByteArray::fromStdString(match.resource->allow), allow);
}

void TestRouteTable::decodesArguments()
{
    QCOMPARE(m_routes->find("/user/7").arguments[0], std::string("7"));
    QCOMPARE(m_routes->find("/user/%37").arguments[0], std::string("7"));
    QCOMPARE(m_routes->find("/user/a%2Fb").arguments[0], std::string("a/b"));
    QCOMPARE(m_routes->find("/user/+7").arguments[0], std::string("+7"));
    QVERIFY(m_routes->find("/user/me").arguments[0].empty()); // a literal goes first
}

void TestRouteTable::allows()
{
    const auto *resource = m_routes->find("/users").resource;
    QVERIFY(resource->routes[size_t(Method::Post)]);
    QVERIFY(!resource->routes[size_t(Method::Delete)]);
}

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_routetable.moc"
