// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QTest>

namespace frontdesk {

/// A server for all of a test's functions, and requests about users.
class UsersTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr char json[] = "Content-Type: application/json\r\n";

    HttpAnswer send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                    const QByteArray &fields = json)
    {
        HttpClient client(m_server.port());
        client.sendRequest(method, target, fields, body);
        return client.read(method == "HEAD");
    }

    /// Of a problem.
    static QString code(const HttpAnswer &answer)
    {
        return answer.object().value(QLatin1String("code")).toString();
    }

    /// A fresh user; its path.
    QByteArray newUser()
    {
        const auto number = QByteArray::number(++m_users);
        return send("POST", "/users", userJson("User " + number, number + "@users.example"))
                .field("Location");
    }

    ServerProcess m_server;

private slots:
    void initTestCase() { QVERIFY(m_server.start()); }
    void cleanupTestCase() { QCOMPARE(m_server.stop(), 0); }

private:
    int m_users = 0;
};

} // namespace frontdesk
