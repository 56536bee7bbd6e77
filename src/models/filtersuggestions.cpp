// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filtersuggestions.h"

#include <algorithm>

namespace frontdesk {

namespace {

using Key = ExchangeFilter::Key;

constexpr qsizetype atMost = 12;

/// Where the condition that the text ends in begins, without its minus; -1: in
/// quotes, where nothing is suggested.
qsizetype lastCondition(const QString &text)
{
    qsizetype begin = 0;
    bool quoted = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (quoted && text[at] == u'\\')
            ++at;
        else if (text[at] == u'"')
            quoted = !quoted;
        else if (!quoted && text[at].isSpace())
            begin = at + 1;
    }
    if (quoted)
        return -1;
    return begin < text.size() && text[begin] == u'-' ? begin + 1 : begin;
}

QStringList knownValues(Key key)
{
    switch (key) {
    case Key::Status:
        return { QStringLiteral("2xx"), QStringLiteral("3xx"),   QStringLiteral("4xx"),
                 QStringLiteral("5xx"), QStringLiteral(">=400"), QStringLiteral("none") };
    case Key::Method:
        return { QStringLiteral("GET"),    QStringLiteral("POST"),   QStringLiteral("PUT"),
                 QStringLiteral("PATCH"),  QStringLiteral("DELETE"), QStringLiteral("HEAD"),
                 QStringLiteral("OPTIONS") };
    case Key::Duration:
        return { QStringLiteral(">1ms"), QStringLiteral(">10ms"), QStringLiteral(">100ms"),
                 QStringLiteral(">1s"), QStringLiteral("1ms..10ms") };
    case Key::Size:
        return { QStringLiteral(">1KB"), QStringLiteral(">10KB"), QStringLiteral(">100KB"),
                 QStringLiteral(">1MB"), QStringLiteral("0B") };
    default:
        return {};
    }
}

/// As it must be written.
QString written(const QString &value)
{
    const bool plain = std::none_of(value.begin(), value.end(), [](QChar c) {
        return c.isSpace() || c == u'"' || c == u',' || c == u'\\';
    });
    if (plain)
        return value;
    QString quoted = value;
    quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    return u'"' + quoted + u'"';
}

QStringList matching(const QStringList &candidates, QStringView typed)
{
    QStringList texts;
    for (const QString &candidate : candidates) {
        if (candidate.startsWith(typed, Qt::CaseInsensitive) && candidate != typed
            && !texts.contains(candidate))
            texts.append(candidate);
        if (texts.size() == atMost)
            break;
    }
    return texts;
}

QStringList keysWithColon()
{
    QStringList texts;
    for (const ExchangeFilter::KeyName &key : ExchangeFilter::keys())
        texts.append(QLatin1String(key.name) + u':');
    return texts;
}

} // namespace

FilterSuggestions filterSuggestions(const QString &text, const SeenValues &seen)
{
    const qsizetype begin = lastCondition(text);
    if (begin < 0)
        return {};
    const QStringView condition = QStringView(text).sliced(begin);
    const qsizetype colon = condition.indexOf(u':');
    if (colon < 0)
        return { begin, matching(keysWithColon(), condition) };
    const auto keys = ExchangeFilter::keys();
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const auto &known) {
        return condition.first(colon).compare(QLatin1String(known.name), Qt::CaseInsensitive) == 0;
    });
    if (key == keys.end())
        return {};
    const qsizetype value = std::max(colon, condition.lastIndexOf(u',')) + 1;
    QStringList values;
    if (seen) {
        for (const QString &one : seen(key->key))
            values.append(written(one));
    }
    values = knownValues(key->key) + values;
    return { begin + value, matching(values, condition.sliced(value)) };
}

} // namespace frontdesk
