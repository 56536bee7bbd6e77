// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchangefilter.h"

#include <optional>

namespace frontdesk {

/// Reads the language that ExchangeFilter describes, once from front to back, and
/// stops at the first thing it can't make sense of.
class FilterParser
{
public:
    using Conditions = std::vector<ExchangeFilter::Condition>;

    explicit FilterParser(const QString &text)
        : m_text(text)
    { }

    tl::expected<Conditions, FilterError> parse();

private:
    struct Value
    {
        QString text;
        qsizetype position = 0;
        qsizetype length = 0;
        bool quoted = false;
    };

    // Each of these returns false once there is an error.
    bool parseCondition();
    bool parseKey(ExchangeFilter::Condition &condition);
    bool readValues(ExchangeFilter::Key key, std::vector<Value> &values);
    bool readQuoted(Value &value, bool list);
    bool addValue(ExchangeFilter::Condition &condition, const Value &value);
    bool addRange(ExchangeFilter::Condition &condition, const Value &value);
    void addPattern(ExchangeFilter::Condition &condition, const Value &value);
    bool fail(qsizetype position, qsizetype length, const QString &detail);

    bool atEnd() const { return m_at >= m_text.size(); }
    bool isAt(char16_t c) const { return !atEnd() && m_text[m_at] == c; }
    bool atSpace() const { return !atEnd() && m_text[m_at].isSpace(); }

    const QString m_text;
    qsizetype m_at = 0;
    Conditions m_conditions;
    std::optional<FilterError> m_error;
};

} // namespace frontdesk
