// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "enginebench.h"
#include "http/webclient.h"
#include "support/webtarget.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <utility>

namespace frontdesk {

inline TaskKinds kindsThatReach(std::function<bool(const QHostAddress &)> isAllowed)
{
    return TaskKinds::builtIn(
            { std::make_shared<WebClient>(WebClient::Options { std::move(isAllowed) }),
              WebhookKey::generate() });
}

inline TaskDraft requestDraft(const QJsonObject &params)
{
    TaskDraft draft = draftOf("http_request");
    draft.params = QJsonDocument(params).toJson();
    return draft;
}

/// An engine that reaches any server, and one for it to reach.
struct HttpBench : Bench
{
    WebTarget target;

    HttpBench()
    {
        kinds = kindsThatReach([](const QHostAddress &) { return true; });
    }
    qint64 request(const QString &path, QJsonObject params = {}, int attempts = 0)
    {
        params.insert(QStringLiteral("url"), target.url(path));
        TaskDraft draft = requestDraft(params);
        draft.maxAttempts = attempts;
        return submit(draft);
    }
    QJsonObject result(qint64 id) const
    {
        return QJsonDocument::fromJson(store.task(id).result).object();
    }
};

} // namespace frontdesk
