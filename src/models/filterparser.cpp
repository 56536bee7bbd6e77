// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterparser.h"

#include "models/filternumbers.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace frontdesk {

namespace {

using Key = ExchangeFilter::Key;
using Condition = ExchangeFilter::Condition;

QString tr(const char *text)
{
    return QCoreApplication::translate("ExchangeFilter", text);
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isNumber(Key key)
{
    return key == Key::Status || key == Key::Duration || key == Key::Size;
}

/// Whose values may be several, with commas between them; elsewhere a comma is text.
bool takesList(Key key)
{
    return key != Key::Word && key != Key::Body && key != Key::Header;
}

QString howToWrite(Key key)
{
    switch (key) {
    case Key::Status:
        return tr("A status is a number such as 404, a class such as 4xx, a range such as "
                  "400-499, a comparison such as >=400, or none.");
    case Key::Duration:
        return tr("A duration is a number with us, ms, s or min, such as >100ms or 1s..5s.");
    case Key::Size:
        return tr("A size is a number with B, KB, MB or GB, such as >10KB or 1KB..1MB.");
    default:
        return {};
    }
}

QString namesOfKeys()
{
    QStringList names;
    for (const ExchangeFilter::KeyName &key : ExchangeFilter::keys())
        names.append(QLatin1String(key.name));
    return names.join(QLatin1String(", "));
}

} // namespace

tl::expected<FilterParser::Conditions, FilterError> FilterParser::parse()
{
    while (true) {
        while (atSpace())
            ++m_at;
        if (atEnd())
            return std::move(m_conditions);
        if (!parseCondition())
            return tl::unexpected(*m_error);
    }
}

bool FilterParser::parseCondition()
{
    Condition condition;
    if (isAt(u'-')) {
        condition.negated = true;
        ++m_at;
        if (atEnd() || atSpace())
            return fail(m_at - 1, 1,
                        tr("A minus stands right before what is to be left out, as in "
                           "-status:200."));
    }
    if (!parseKey(condition))
        return false;
    std::vector<Value> values;
    if (!readValues(condition.key, values))
        return false;
    for (const Value &value : values) {
        if (!addValue(condition, value))
            return false;
    }
    m_conditions.push_back(std::move(condition));
    return true;
}

bool FilterParser::parseKey(Condition &condition)
{
    const auto *end = std::find_if_not(m_text.cbegin() + m_at, m_text.cend(), isLetter);
    const qsizetype length = end - m_text.cbegin() - m_at;
    if (length == 0 || end == m_text.cend() || *end != u':')
        return true; // a word
    const QStringView name = QStringView(m_text).sliced(m_at, length);
    const auto keys = ExchangeFilter::keys();
    const auto known = std::find_if(keys.begin(), keys.end(), [name](const auto &key) {
        return name.compare(QLatin1String(key.name), Qt::CaseInsensitive) == 0;
    });
    if (known == keys.end())
        return fail(m_at, length,
                    tr("There is no key %1; the keys are %2. Quotes make it text.")
                            .arg(name, namesOfKeys()));
    condition.key = known->key;
    m_at += length + 1;
    if (atEnd() || atSpace())
        return fail(m_at - length - 1, length + 1, tr("A value is missing after %1:.").arg(name));
    return true;
}

bool FilterParser::readValues(Key key, std::vector<Value> &values)
{
    const bool list = takesList(key);
    while (true) {
        Value value;
        value.position = m_at;
        if (isAt(u'"')) {
            if (!readQuoted(value, list))
                return false;
        } else {
            while (!atEnd() && !atSpace() && !(list && isAt(u',')))
                value.text += m_text[m_at++];
        }
        value.length = m_at - value.position;
        if (value.text.isEmpty())
            return value.quoted
                    ? fail(value.position, 2, tr("There is nothing between these quotes."))
                    : fail(value.position, 1, tr("A value is missing beside this comma."));
        values.push_back(std::move(value));
        if (!list || !isAt(u','))
            return true;
        ++m_at;
    }
}

bool FilterParser::readQuoted(Value &value, bool list)
{
    value.quoted = true;
    const qsizetype begin = m_at++;
    while (!isAt(u'"')) {
        if (isAt(u'\\'))
            ++m_at;
        if (atEnd())
            return fail(begin, m_text.size() - begin, tr("These quotes are not closed."));
        value.text += m_text[m_at++];
    }
    ++m_at;
    if (!atEnd() && !atSpace() && !(list && isAt(u',')))
        return fail(m_at, 1, tr("A space is missing after the quotes."));
    return true;
}

bool FilterParser::addValue(Condition &condition, const Value &value)
{
    if (isNumber(condition.key))
        return addRange(condition, value);
    const bool isWord = condition.key == Key::Method || condition.key == Key::Client;
    if (isWord && !value.quoted
        && (value.text.startsWith(u'>') || value.text.startsWith(u'<')
            || value.text.startsWith(u'=')))
        return fail(value.position, value.length,
                    tr("Only status, duration and size can be compared."));
    addPattern(condition, value);
    return true;
}

bool FilterParser::addRange(Condition &condition, const Value &value)
{
    const auto range = condition.key == Key::Status ? statusRange(value.text)
            : condition.key == Key::Duration        ? durationRange(value.text)
                                                    : sizeRange(value.text);
    if (!range)
        return fail(value.position, value.length, howToWrite(condition.key));
    condition.ranges.push_back(*range);
    return true;
}

/// Quotes make text of everything but the stars of a path.
void FilterParser::addPattern(Condition &condition, const Value &value)
{
    using Place = TextPattern::Place;
    using Stars = TextPattern::Stars;
    const QByteArray utf8 = value.text.toUtf8();
    const bool rooted = utf8.startsWith('/') || utf8.startsWith('*');
    const auto stars = value.quoted ? Stars::Literal : Stars::Wildcards;
    switch (condition.key) {
    case Key::Path:
        condition.withQuery = condition.withQuery || utf8.contains('?');
        condition.patterns.emplace_back(utf8, rooted ? Place::Whole : Place::Anywhere,
                                        Stars::Wildcards);
        break;
    case Key::Method:
    case Key::Client:
        condition.patterns.emplace_back(utf8, Place::Whole, stars);
        break;
    default:
        condition.patterns.emplace_back(utf8, Place::Anywhere, stars);
        break;
    }
}

bool FilterParser::fail(qsizetype position, qsizetype length, const QString &detail)
{
    m_error = FilterError { position, length, detail };
    return false;
}

} // namespace frontdesk
