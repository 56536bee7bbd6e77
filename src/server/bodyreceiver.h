// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/headscan.h"
#include "server/message.h"

#include <QString>

#include <optional>
#include <string_view>

namespace frontdesk {

class RouteTable;

/// Where the bodies of requests go; what it points to outlives the receivers.
struct BodyPlaces
{
    BodyBudget *memory = nullptr; ///< what those in memory take together; null: no limit
    BodyBudget *disk = nullptr; ///< the same for those in files
    const RouteTable *routes = nullptr; ///< says which may be in a file; null: none
    QString folder = {}; ///< of those files
};

/// Takes the body of one request after the other: into memory; or into a file,
/// where it is too large for that and its route takes files.
class BodyReceiver
{
public:
    using Outcome = std::optional<Refusal>; ///< why the body can't be taken

    BodyReceiver(const Limits &limits, BodyPlaces places);

    /// @p message outlives the calls that follow.
    void begin(Message &message);
    /// So many bytes more are announced: refused before they are read if at all.
    Outcome expect(quint64 more);
    Outcome append(std::string_view bytes);

private:
    bool takesFile() const;
    Outcome openFile();

    const Limits &m_limits;
    const BodyPlaces m_places;
    Message *m_message = nullptr;
    quint64 m_received = 0;
};

} // namespace frontdesk
