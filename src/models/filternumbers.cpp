// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filternumbers.h"

#include <QString>

#include <cmath>
#include <limits>
#include <span>

namespace frontdesk {

namespace {

using Range = ExchangeFilter::Range;

constexpr qint64 largest = std::numeric_limits<qint64>::max();

struct Unit
{
    QLatin1String name;
    double factor;
};

constexpr Unit durationUnits[] = {
    { QLatin1String("ms"), 1e6 }, // the first is meant where none is given
    { QLatin1String("ns"), 1 },   { QLatin1String("us"), 1e3 },
    { QLatin1String("s"), 1e9 },  { QLatin1String("min"), 60e9 },
};

constexpr Unit sizeUnits[] = {
    { QLatin1String("b"), 1 },
    { QLatin1String("kb"), 1e3 },
    { QLatin1String("kib"), 1024 },
    { QLatin1String("mb"), 1e6 },
    { QLatin1String("mib"), 1024.0 * 1024 },
    { QLatin1String("gb"), 1e9 },
    { QLatin1String("gib"), 1024.0 * 1024 * 1024 },
};

/// All numbers that are written like this one.
using ReadNumber = std::optional<Range> (*)(QStringView text, QStringView unitIfNone);

qsizetype digitsAt(QStringView text, qsizetype from)
{
    qsizetype at = from;
    while (at < text.size() && text[at] >= u'0' && text[at] <= u'9')
        ++at;
    return at - from;
}

const Unit *unitNamed(QStringView name, std::span<const Unit> units)
{
    if (name.isEmpty())
        return &units.front();
    const QString plainName = name.toString()
                                      .replace(QChar(0x00b5), u'u')
                                      .replace(QChar(0x03bc), u'u'); // µs, written in either way
    for (const Unit &unit : units) {
        if (plainName.compare(unit.name, Qt::CaseInsensitive) == 0)
            return &unit;
    }
    return nullptr;
}

QStringView unitOf(QStringView text)
{
    qsizetype at = text.size();
    while (at > 0 && (text[at - 1] < u'0' || text[at - 1] > u'9'))
        --at;
    return text.sliced(at);
}

std::optional<Range> quantity(QStringView text, QStringView unitIfNone, std::span<const Unit> units)
{
    const qsizetype whole = digitsAt(text, 0);
    qsizetype end = whole;
    qsizetype decimals = 0;
    if (end < text.size() && text[end] == u'.') {
        decimals = digitsAt(text, end + 1);
        end += 1 + decimals;
        if (decimals == 0)
            return {};
    }
    if (whole == 0)
        return {};
    const QStringView name = text.sliced(end);
    const Unit *unit = unitNamed(name.isEmpty() ? unitIfNone : name, units);
    if (!unit)
        return {};
    const double value = text.first(end).toDouble() * unit->factor;
    if (value > 9e18)
        return {};
    const double step = unit->factor * std::pow(10.0, -double(decimals));
    const qint64 from = std::llround(value);
    return Range { from, from + std::max<qint64>(std::llround(step) - 1, 0) };
}

std::optional<Range> duration(QStringView text, QStringView unitIfNone)
{
    return quantity(text, unitIfNone, durationUnits);
}

std::optional<Range> size(QStringView text, QStringView unitIfNone)
{
    return quantity(text, unitIfNone, sizeUnits);
}

/// 404, 40x, 4xx.
std::optional<Range> status(QStringView text, QStringView)
{
    const qsizetype digits = digitsAt(text, 0);
    if (text.size() != 3 || digits == 0)
        return {};
    qint64 from = 0;
    qint64 to = 0;
    for (qsizetype i = 0; i < 3; ++i) {
        if (i >= digits && text[i].toLower() != u'x')
            return {};
        from = from * 10 + (i < digits ? text[i].digitValue() : 0);
        to = to * 10 + (i < digits ? text[i].digitValue() : 9);
    }
    return Range { from, to };
}

/// Where a number that is written so ends, as a bound: 4xx with its last, 2s at 2 s.
qint64 endOf(const Range &number, ReadNumber read)
{
    return read == status ? number.to : number.from;
}

std::optional<Range> compared(QStringView text, ReadNumber read, qint64 least)
{
    const bool orEqual = text.size() > 1 && text[1] == u'=';
    const auto number = read(text.sliced(orEqual ? 2 : 1), {});
    if (!number)
        return {};
    if (text[0] == u'>')
        return Range { orEqual ? number->from : endOf(*number, read) + 1, largest };
    return Range { least, orEqual ? endOf(*number, read) : number->from - 1 };
}

std::optional<Range> between(QStringView from, QStringView to, ReadNumber read)
{
    const auto last = read(to, {});
    const auto first = read(from, unitOf(to)); // 10-50ms
    if (!first || !last || first->from > endOf(*last, read))
        return {};
    return Range { first->from, endOf(*last, read) };
}

std::optional<Range> range(QStringView text, ReadNumber read, qint64 least)
{
    if (text.startsWith(u'>') || text.startsWith(u'<'))
        return compared(text, read, least);
    if (text.startsWith(u'='))
        text = text.sliced(1);
    if (const qsizetype dots = text.indexOf(QLatin1String("..")); dots > 0)
        return between(text.first(dots), text.sliced(dots + 2), read);
    if (const qsizetype dash = text.indexOf(u'-'); dash > 0)
        return between(text.first(dash), text.sliced(dash + 1), read);
    return read(text, {});
}

} // namespace

std::optional<Range> statusRange(QStringView text)
{
    if (text.compare(QLatin1String("none"), Qt::CaseInsensitive) == 0)
        return Range { 0, 0 };
    return range(text, status, 1); // <400 doesn't mean those without an answer
}

std::optional<Range> durationRange(QStringView text)
{
    return range(text, duration, 0);
}

std::optional<Range> sizeRange(QStringView text)
{
    return range(text, size, 0);
}

} // namespace frontdesk
