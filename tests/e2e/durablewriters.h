// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/httpclient.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QRandomGenerator>

#include <atomic>
#include <iterator>
#include <optional>
#include <thread>

namespace frontdesk {

/// Adds, changes and deletes users on one connection until it breaks; remembers
/// what was acknowledged, and what was asked for last.
class Writer
{
public:
    using Names = QHash<QByteArray, QByteArray>; ///< by e-mail

    Writer(quint16 port, QByteArray domain, quint32 seed, std::atomic<int> &acknowledged)
        : m_domain(std::move(domain))
        , m_random(seed)
        , m_thread([this, port, &acknowledged] {
            HttpClient client(port);
            while (step(client))
                ++acknowledged;
        })
    { }

    void finish() { m_thread.join(); }

    /// What this one did must be in @p stored: all that was acknowledged, and of
    /// the last request all or nothing. Empty: it is; else what is wrong.
    QString check(const Names &stored)
    {
        if (!m_refusal.isEmpty())
            return QString::fromUtf8(m_refusal);
        int before = 0, after = 0;
        for (auto it = m_asked.cbegin(); it != m_asked.cend(); ++it) {
            before += stored.value(it.key()) == m_names.value(it.key());
            after += stored.value(it.key()) == it.value();
            m_names.remove(it.key());
        }
        if (before != m_asked.size() && after != m_asked.size())
            return QStringLiteral("the last request was carried out in part");
        for (auto it = m_names.cbegin(); it != m_names.cend(); ++it) {
            if (stored.value(it.key()) != it.value())
                return QStringLiteral("%1 is not as it was acknowledged")
                        .arg(QString::fromUtf8(it.key()));
        }
        return {};
    }

private:
    /// One request; false: no answer.
    bool step(HttpClient &client)
    {
        const int what = m_ids.isEmpty() ? 0 : m_random.bounded(6);
        if (what < 2)
            return create(client, what == 0 ? "/users" : "/add-user");
        if (what == 2)
            return createMany(client);
        auto picked = m_ids.begin();
        std::advance(picked, m_random.bounded(int(m_ids.size())));
        const QByteArray email = picked.key(),
                         path = "/users/" + QByteArray::number(picked.value());
        const QByteArray name = what == 5 ? QByteArray() : "Name " + QByteArray::number(++m_count);
        m_asked = { { email, name } };
        if (what == 5)
            m_ids.erase(picked);
        return ask(client,
                   what == 3           ? "PUT"
                           : what == 4 ? "PATCH"
                                       : "DELETE",
                   path,
                   what == 3           ? userJson(name, email)
                           : what == 4 ? "{\"name\":\"" + name + "\"}"
                                       : QByteArray())
                .has_value();
    }

    bool create(HttpClient &client, const QByteArray &path)
    {
        const QByteArray email = newEmail();
        m_asked = { { email, "Created" } };
        const auto answer = ask(client, "POST", path, userJson("Created", email));
        if (!answer)
            return false;
        const QJsonObject object = answer->object();
        const QJsonValue user = object.value(QLatin1String("user"));
        m_ids.insert(email,
                     (user.isObject() ? user.toObject() : object)
                             .value(QLatin1String("id"))
                             .toInteger());
        return true;
    }

    bool createMany(HttpClient &client)
    {
        m_asked.clear();
        QByteArray body;
        for (int i = 0; i < 20; ++i) {
            const QByteArray email = newEmail();
            m_asked.insert(email, "Batch");
            body += (i > 0 ? "," : "[") + userJson("Batch", email);
        }
        return ask(client, "POST", "/users/batch", body + ']').has_value();
    }

    std::optional<HttpAnswer> ask(HttpClient &client, const QByteArray &method,
                                  const QByteArray &path, const QByteArray &body)
    {
        client.sendRequest(method, path, body.isEmpty() ? "" : "Content-Type: application/json\r\n",
                           body);
        const auto answer = client.read();
        if (answer.status == 0)
            return std::nullopt;
        if (answer.status >= 300) {
            m_refusal = method + ' ' + path + ": " + answer.body;
            return std::nullopt;
        }
        for (auto it = m_asked.cbegin(); it != m_asked.cend(); ++it) {
            if (it.value().isEmpty())
                m_names.remove(it.key());
            else
                m_names.insert(it.key(), it.value());
        }
        m_asked.clear();
        return answer;
    }

    QByteArray newEmail() { return QByteArray::number(++m_count) + '@' + m_domain; }

    const QByteArray m_domain;
    QRandomGenerator m_random;
    int m_count = 0;
    Names m_names; ///< acknowledged
    Names m_asked; ///< by the request that has no answer yet; an empty name: deleted
    QHash<QByteArray, qint64> m_ids;
    QByteArray m_refusal;
    std::thread m_thread; // last: it uses the others
};

/// Adds users on one connection until it breaks, each with a key of its own;
/// remembers all requests, and the answers that came.
class KeyedWriter
{
public:
    struct Exchange
    {
        QByteArray fields;
        QByteArray body;
        HttpAnswer answer; ///< status 0: none
    };

    KeyedWriter(quint16 port, QByteArray domain, std::atomic<int> &acknowledged)
        : m_thread([this, port, domain, &acknowledged] {
            HttpClient client(port);
            for (int i = 0; m_exchanges.isEmpty() || m_exchanges.last().answer.status == 201; ++i) {
                const QByteArray email = QByteArray::number(i) + '@' + domain;
                Exchange exchange { "Idempotency-Key: " + email + "\r\n",
                                    userJson("Keyed", email),
                                    {} };
                exchange.answer = client.post("/users", exchange.body, exchange.fields);
                acknowledged += exchange.answer.status == 201;
                m_exchanges += exchange;
            }
        })
    { }

    QList<Exchange> finish()
    {
        m_thread.join();
        return m_exchanges;
    }

private:
    QList<Exchange> m_exchanges;
    std::thread m_thread; // last: it uses the others
};

} // namespace frontdesk
