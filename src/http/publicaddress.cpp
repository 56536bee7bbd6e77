// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/publicaddress.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

struct Block
{
    quint32 first;
    int bits;

    bool contains(quint32 address) const { return (address ^ first) >> (32 - bits) == 0; }
};

constexpr std::array<Block, 15> specialBlocks = { {
        { 0x00000000, 8 }, // 0.0.0.0/8, this network
        { 0x0a000000, 8 }, // 10.0.0.0/8
        { 0x64400000, 10 }, // 100.64.0.0/10, shared by a carrier's customers
        { 0x7f000000, 8 }, // 127.0.0.0/8
        { 0xa9fe0000, 16 }, // 169.254.0.0/16
        { 0xac100000, 12 }, // 172.16.0.0/12
        { 0xc0000000, 24 }, // 192.0.0.0/24
        { 0xc0000200, 24 }, // 192.0.2.0/24, documentation
        { 0xc0586300, 24 }, // 192.88.99.0/24, 6to4 relays
        { 0xc0a80000, 16 }, // 192.168.0.0/16
        { 0xc6120000, 15 }, // 198.18.0.0/15, benchmarks
        { 0xc6336400, 24 }, // 198.51.100.0/24, documentation
        { 0xcb007100, 24 }, // 203.0.113.0/24, documentation
        { 0xe0000000, 4 }, // 224.0.0.0/4, multicast
        { 0xf0000000, 4 }, // 240.0.0.0/4, reserved, and broadcast
} };

bool isPublic(quint32 ipv4)
{
    return std::none_of(specialBlocks.begin(), specialBlocks.end(),
                        [ipv4](const Block &block) { return block.contains(ipv4); });
}

bool isPublic(const Q_IPV6ADDR &ipv6)
{
    const auto upper = qFromBigEndian<quint64>(ipv6.c);
    const auto lower = qFromBigEndian<quint64>(ipv6.c + 8);
    const bool mapped = upper == 0 && lower >> 32 == 0xffff; // ::ffff:0:0/96
    const bool translated = upper == 0x0064'ff9b'0000'0000 && lower >> 32 == 0; // 64:ff9b::/96
    if (mapped || translated)
        return isPublic(quint32(lower));
    if (upper >> 61 != 1) // 2000::/3 is what is handed out
        return false;
    const auto high = quint32(upper >> 32);
    return high >> 9 != 0x2001'0000 >> 9 // 2001::/23, protocols, Teredo among them
            && high != 0x2001'0db8 // documentation
            && high >> 16 != 0x2002 // 6to4
            && high >> 12 != 0x3fff'0000 >> 12; // 3fff::/20, documentation
}

} // namespace

bool isPublicAddress(const QHostAddress &address)
{
    switch (address.protocol()) {
    case QAbstractSocket::IPv4Protocol:
        return isPublic(address.toIPv4Address());
    case QAbstractSocket::IPv6Protocol:
        return isPublic(address.toIPv6Address());
    default:
        return false;
    }
}

} // namespace frontdesk
