// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/connectionhost.h"

#include <QRandomGenerator>

#include <cstdio>
#include <ctime>

namespace frontdesk {

namespace {

constexpr size_t keptParsers = 64;
constexpr std::array days = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
constexpr std::array months
        = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

} // namespace

ConnectionHost::ConnectionHost(int threadNumber, const Limits &sharedLimits,
                               ExchangeRecorder &sharedRecorder, BodyPlaces bodies)
    : thread(threadNumber)
    , limits(sharedLimits)
    , recorder(sharedRecorder)
    , deadlines(sharedLimits)
    , input(std::make_unique_for_overwrite<char[]>(size_t(inputSize)))
    , m_bodies(std::move(bodies))
    , m_idPrefix(QRandomGenerator::global()->generate())
{
    cork.reserve(corkSize);
}

std::unique_ptr<RequestParser> ConnectionHost::takeParser()
{
    if (m_parsers.empty())
        return std::make_unique<RequestParser>(limits, m_bodies);
    auto parser = std::move(m_parsers.back());
    m_parsers.pop_back();
    return parser;
}

void ConnectionHost::giveBack(std::unique_ptr<RequestParser> parser)
{
    if (m_parsers.size() < keptParsers)
        m_parsers.push_back(std::move(parser));
}

std::string_view ConnectionHost::dateField()
{
    timespec now {};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec != m_dateSecond) {
        m_dateSecond = now.tv_sec;
        tm utc {};
        ::gmtime_r(&now.tv_sec, &utc);
        // strftime() would name days and months in the user's language.
        m_dateSize = size_t(std::snprintf(
                m_date.data(), m_date.size(), "Date: %s, %02d %s %04d %02d:%02d:%02d GMT\r\n",
                days[size_t(utc.tm_wday)], utc.tm_mday, months[size_t(utc.tm_mon)],
                utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec));
    }
    return { m_date.data(), m_dateSize };
}

std::array<char, 16> ConnectionHost::requestId(const Message &message) const
{
    static constexpr char hex[] = "0123456789abcdef";
    std::array<char, 16> id;
    quint64 bits = quint64(m_idPrefix) << 32 | quint32(message.number);
    for (auto digit = id.rbegin(); digit != id.rend(); ++digit, bits >>= 4)
        *digit = hex[bits & 15];
    return id;
}

} // namespace frontdesk
