// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskkind.h"

#include <memory>

namespace frontdesk {

class WebClient;

/// `http_request {method, url, headers, body}`: asks another server. A body that is
/// no string is sent as JSON. An answer below 400 completes the task; 408, 425, 429
/// and 5xx, time-outs and broken connections are tried again, not before the time
/// that `Retry-After` names. Result: see httpanswerjson.h.
class HttpRequestKind final : public TaskKind
{
public:
    /// @p client is used in the engine's thread alone.
    explicit HttpRequestKind(std::shared_ptr<WebClient> client)
        : m_client(std::move(client))
    { }

    std::string_view name() const override { return "http_request"; }
    int maxAttempts() const override { return 5; }
    QList<TaskParameter> parameters() const override;
    Result<QJsonObject> check(const QJsonObject &params) const override;
    QJsonObject takeSecrets(QJsonObject &params) const override;
    Async<Result<QByteArray>> run(TaskContext &context) const override;

private:
    const std::shared_ptr<WebClient> m_client;
};

} // namespace frontdesk
