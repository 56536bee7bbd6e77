// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskkind.h"
#include "tasks/webhookkey.h"

#include <memory>

namespace frontdesk {

class WebClient;

/// `webhook {task, event, url}`: tells whoever a task's `notify_url` names that the
/// task has ended. The store makes such a task together with that end (see
/// notificationOf()), so none is lost or sent without cause; its input is the body,
/// and it is signed by Standard Webhooks. An answer of 2xx completes it; anything
/// else is tried again, but for 410: nobody wants to hear it. Redirects aren't
/// followed.
class WebhookKind final : public TaskKind
{
public:
    /// @p client is used in the engine's thread alone.
    WebhookKind(std::shared_ptr<WebClient> client, WebhookKey key)
        : m_client(std::move(client))
        , m_key(std::move(key))
    { }

    std::string_view name() const override { return "webhook"; }
    bool isForClients() const override { return false; }
    Result<QJsonObject> check(const QJsonObject &params) const override { return params; }
    Async<Result<QByteArray>> run(TaskContext &context) const override;

private:
    const std::shared_ptr<WebClient> m_client;
    const WebhookKey m_key;
};

} // namespace frontdesk
