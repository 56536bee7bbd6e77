// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/httpclient.h"
#include "support/serverprocess.h"

#include <QDir>
#include <QTest>

#include <chrono>
#include <memory>

namespace frontdesk {

/// Users 1 to @p rows.
inline QByteArray csvOf(int rows)
{
    QByteArray csv = "name,email\r\n";
    for (int i = 1; i <= rows; ++i) {
        const QByteArray number = QByteArray::number(i);
        csv += "\"Doe, " + number + "\",user" + number + "@example.org\r\n";
    }
    return csv;
}

/// A server for each of a test's functions, and requests about its users, tasks and files.
class TransferServerTest : public QObject
{
    Q_OBJECT

protected:
    HttpAnswer post(const QByteArray &target, const QByteArray &fields, const QByteArray &body = {})
    {
        HttpClient client(m_server->port());
        client.sendRequest("POST", target, fields, body);
        return client.read(false, std::chrono::seconds(120));
    }
    HttpAnswer get(const QByteArray &target)
    {
        HttpClient client(m_server->port());
        client.sendRequest("GET", target);
        return client.read(false, std::chrono::seconds(120));
    }
    QJsonObject task(const QByteArray &path) { return get(path).object(); }
    QString state(const QByteArray &path)
    {
        return task(path).value(QLatin1String("state")).toString();
    }
    QJsonObject resultOf(const HttpAnswer &answer) const
    {
        return answer.object().value(QLatin1String("result")).toObject();
    }
    int users() { return get("/users?limit=1&count=exact").field("X-Total-Count").toInt(); }
    QStringList files(const QString &folder) const
    {
        return QDir(m_server->dataFolder() + u'/' + folder)
                .entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

    std::unique_ptr<ServerProcess> m_server;

private slots:
    void init()
    {
        m_server = std::make_unique<ServerProcess>();
        QVERIFY(m_server->start());
    }
    void cleanup()
    {
        if (m_server->isRunning())
            QCOMPARE(m_server->stop(), 0);
    }
};

} // namespace frontdesk
