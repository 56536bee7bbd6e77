// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingreaders.h"

#include "http/httpmessage.h"

#include <QDir>
#include <QHostAddress>

#include <algorithm>

namespace frontdesk {

Result<qint64> readNumber(const SettingValue &value, qint64 least, qint64 most)
{
    const bool digits = !value.text.isEmpty() && value.text.size() <= 9
            && std::all_of(value.text.begin(), value.text.end(),
                           [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qint64 number = digits ? value.text.toLongLong() : -1;
    if (number < least || number > most)
        return wrongSetting(QStringLiteral("%1 must be a number from %2 to %3, not \"%4\".")
                                    .arg(value.source, QString::number(least),
                                         QString::number(most), quotable(value.text)));
    return number;
}

Result<bool> readTruth(const SettingValue &value)
{
    const QString text = value.text.toLower();
    if (text == QLatin1String("true") || text == QLatin1String("1"))
        return true;
    if (text == QLatin1String("false") || text == QLatin1String("0"))
        return false;
    return wrongSetting(QStringLiteral("%1 must be true or false, not \"%2\".")
                                .arg(value.source, quotable(value.text)));
}

Result<QString> readLoopback(const SettingValue &value)
{
    const QHostAddress address(value.text == QLatin1String("localhost")
                                       ? QHostAddress(QHostAddress::LocalHost)
                                       : QHostAddress(value.text));
    const bool possible = address == QHostAddress(QHostAddress::LocalHostIPv6)
            || (address.protocol() == QHostAddress::IPv4Protocol && address.isLoopback());
    if (!possible)
        return wrongSetting(
                QStringLiteral("%1 cannot be \"%2\": Frontdesk listens on loopback only; "
                               "possible are localhost, 127.0.0.1 (and all of 127.0.0.0/8) "
                               "and ::1.")
                        .arg(value.source, quotable(value.text)));
    return address.toString();
}

Result<QByteArrayList> readFieldNames(const SettingValue &value)
{
    QByteArrayList names;
    for (const QString &name : value.text.split(u',')) {
        names += name.trimmed().toUtf8();
        if (!isToken(names.last()))
            return wrongSetting(QStringLiteral("%1 must be names of header fields with commas "
                                               "between them, not \"%2\".")
                                        .arg(value.source, quotable(value.text)));
    }
    return names;
}

Result<QString> readPath(const SettingValue &value, const char *what)
{
    if (value.text.isEmpty())
        return wrongSetting(
                QStringLiteral("%1 must name a %2.").arg(value.source, QLatin1String(what)));
    return QDir::cleanPath(QDir::current().absoluteFilePath(value.text));
}

Result<void> readDatabase(const SettingValue &value)
{
    if (value.text != QLatin1String("sqlite:"))
        return wrongSetting(
                QStringLiteral("%1 is not a database Frontdesk can use; possible is sqlite:, "
                               "which is a file in the data folder.")
                        .arg(value.source));
    return {};
}

} // namespace frontdesk
