// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bodysource.h"
#include "server/eventdesk.h"

#include <optional>

namespace frontdesk {

/// The body of `GET /events` for one listener (WHATWG HTML §9.2): never ends by
/// itself. Belongs to its server thread.
class EventStream final : public BodySource
{
public:
    /// @p lastId: what the listener has had (`Last-Event-ID`); none: it begins now.
    EventStream(EventHub &hub, EventTypes types, std::optional<quint64> lastId);

    Async<Result<QByteArray>> next() override;
    void clientHasGone() override;
    bool isEndless() const override { return true; }

private:
    QByteArray greeting();
    QByteArray take();

    const std::shared_ptr<EventDesk> m_desk;
    const EventTypes m_types;
    quint64 m_place;
    EventDesk::Waiter m_waiter;
    unsigned m_beat;
    bool m_lost; ///< to be told so
    bool m_greeted = false;
    bool m_ended = false;
};

} // namespace frontdesk
