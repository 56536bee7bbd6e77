// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodyreceiver.h"

#include "server/bodyfile.h"
#include "server/routetable.h"

namespace frontdesk {

namespace {

constexpr Refusal noRoom { 503, "spool_failed",
                           "The server has no room on its disk for a body of that size." };

std::string_view view(const QByteArray &bytes)
{
    return { bytes.constData(), size_t(bytes.size()) };
}

} // namespace

BodyReceiver::BodyReceiver(const Limits &limits, BodyPlaces places)
    : m_limits(limits)
    , m_places(std::move(places))
{ }

void BodyReceiver::begin(Message &message)
{
    m_message = &message;
    m_received = 0;
}

BodyReceiver::Outcome BodyReceiver::expect(quint64 more)
{
    const bool forFile = m_message->file || more > m_limits.bodyBytes - m_received;
    if (forFile && (!takesFile() || more > m_limits.fileBytes - m_received))
        return Refusal { 413, "body_too_large", "The body is larger than this server accepts." };
    if (forFile && !m_message->file) {
        if (auto refusal = openFile())
            return refusal;
    }
    const quint64 size = m_received + more;
    BodyBudget *budget = m_message->file ? m_places.disk : m_places.memory;
    if (budget && !m_message->bodyShare.growTo(*budget, qint64(size)))
        return Refusal { 503, "bodies_too_large",
                         "The bodies of all requests together are more than this server keeps." };
    return std::nullopt;
}

BodyReceiver::Outcome BodyReceiver::append(std::string_view bytes)
{
    if (auto refusal = expect(bytes.size()))
        return refusal;
    m_received += bytes.size();
    if (!m_message->file)
        m_message->body.append(bytes.data(), qsizetype(bytes.size()));
    else if (!m_message->file->append(bytes))
        return noRoom;
    return std::nullopt;
}

bool BodyReceiver::takesFile() const
{
    return m_message->file
            || (m_places.routes
                && m_places.routes->takesFile(m_message->method, m_message->path()));
}

BodyReceiver::Outcome BodyReceiver::openFile()
{
    auto file = BodyFile::create(m_places.folder);
    if (!file || !file->append(view(m_message->body)))
        return noRoom;
    m_message->file = std::make_shared<BodyFile>(std::move(*file));
    m_message->body = QByteArray();
    m_message->bodyShare.giveBack();
    return std::nullopt;
}

} // namespace frontdesk
