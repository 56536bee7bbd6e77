// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/task.h"
#include "http/webclient.h"
#include "tasks/taskkind.h"
#include "tasks/taskoptions.h"
#include "tasks/webhookkey.h"

#include <QString>

#include <memory>
#include <string_view>
#include <vector>

namespace frontdesk {

/// What kinds work with.
struct TaskKindParts
{
    std::shared_ptr<WebClient> web = std::make_shared<WebClient>();
    WebhookKey webhookKey = WebhookKey::generate();
};

/// The kinds of task that a program knows. Filled once, then read by any thread.
class TaskKinds
{
public:
    /// Every kind that Frontdesk comes with.
    static TaskKinds builtIn(const TaskKindParts &parts = {});

    void add(std::unique_ptr<const TaskKind> kind);

    /// Null: there is none of that name.
    const TaskKind *find(std::string_view name) const;
    /// Those that can be started from a form: for clients, and with parameters that one
    /// can type in.
    std::vector<const TaskKind *> offered() const;
    /// "sleep, group, chain", for sentences.
    QString names() const;

    /// Whether a webhook may be sent there; errors as WebClient::check().
    Result<void> checkUrl(const QString &url) const { return m_web->check(url); }

    /// How many of a kind may run at once; 0: any number.
    int maxConcurrency(std::string_view kind, const TaskOptions &options) const;

    /// The draft with its parameters as its kind has checked them. Errors:
    /// Invalid "unknown_kind", whose sentence lists the known ones; Invalid with
    /// an entry for each parameter that is wrong, or where they are no object.
    /// Children come from the parameters of a kind that has them.
    Result<TaskDraft> check(TaskDraft draft, const TaskPlace &place = {}) const;

private:
    std::vector<std::unique_ptr<const TaskKind>> m_kinds;
    std::shared_ptr<const WebClient> m_web = std::make_shared<WebClient>();
};

/// A line here for each kind.
void registerTaskKinds(TaskKinds &kinds, const TaskKindParts &parts);

} // namespace frontdesk
