// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <string_view>

namespace frontdesk {

/// The query of a target, decoded as a form is (WHATWG URL §5.1): '+' is a space.
class QueryParameters
{
public:
    /// Errors: Malformed, for a key that is not among @p known (the detail lists
    /// them), one given twice, or text that isn't UTF-8.
    static Result<QueryParameters> parse(std::string_view query, const QStringList &known);

    std::optional<QString> text(const QString &key) const;
    /// A decimal number. Malformed where it isn't one from @p least to @p most.
    Result<qint64> number(const QString &key, qint64 least, qint64 most, qint64 otherwise) const;

private:
    std::map<QString, QString> m_values;
};

} // namespace frontdesk
