// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/exchange.h"
#include "models/textpattern.h"

#include <QString>

#include <tl/expected.hpp>

#include <span>
#include <vector>

namespace frontdesk {

/// What is wrong with a filter, and where.
struct FilterError
{
    qsizetype position = 0; ///< in UTF-16 units of the text
    qsizetype length = 0; ///< at least 1, but at the text's end
    QString detail; ///< a sentence for people
};

/// A filter of the request log, as browser tools have it: conditions between
/// white space, all of which must hold.
///
///     status:4xx method:POST,PUT path:/users* duration:>100ms body:"ada" -status:404
///
/// | key | value |
/// | --- | --- |
/// | method | whole, `*` stands for anything |
/// | path | whole, without the query unless the value has a `?`; `*` stands for anything; anywhere
/// where the value begins with neither `/` nor `*` | | status | `404`, `4xx`, `400-499`, `>=400`;
/// `none`: the client left before | | duration | `>100ms`, `10ms..2s`; us, ms (also where none is
/// given), s, min | | size | of the answer's body: `>=10KB`; B, KB (1000), KiB (1024), MB, MiB, GB,
/// GiB | | client | its address with or without the port, `*` stands for anything | | body |
/// anywhere in what is kept of either body | | header | anywhere in either head, where secrets are
/// masked |
///
/// A word without a key is looked for in method and target. `-` before a
/// condition turns it round, a comma between values means "or", quotes hold white
/// space (`\"` and `\\` inside). A number by itself means all that are
/// written so: 1.5s is 1.5 s to 1.6 s. Upper and lower case are alike.
class ExchangeFilter
{
public:
    enum class Key { Word, Method, Path, Status, Duration, Size, Client, Header, Body };

    struct KeyName
    {
        Key key;
        const char *name;
    };
    /// All that can be written before a colon, in the order one thinks of them.
    static std::span<const KeyName> keys();

    struct Range
    {
        qint64 from = 0;
        qint64 to = 0; ///< included
    };

    struct Condition
    {
        Key key = Key::Word;
        bool negated = false;
        bool withQuery = false; ///< Path: the whole target is compared
        std::vector<Range> ranges; ///< ns, bytes or statuses; any of them
        std::vector<TextPattern> patterns; ///< any of them
    };

    /// Accepts everything.
    ExchangeFilter() = default;

    static tl::expected<ExchangeFilter, FilterError> parse(const QString &text);

    bool accepts(const Exchange &exchange) const;
    bool acceptsAll() const { return m_conditions.empty(); }

private:
    std::vector<Condition> m_conditions; ///< the dearest last
};

} // namespace frontdesk
