// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/iniedit.h"

#include <QList>

#include <algorithm>

namespace frontdesk {

namespace {

/// A backslash at its end makes the next line part of it.
bool continues(const QByteArray &line)
{
    qsizetype slashes = 0;
    while (slashes < line.size() && line[line.size() - 1 - slashes] == '\\')
        ++slashes;
    return slashes % 2 == 1;
}

/// Lines without their ends; what goes on in the next is one.
QList<QByteArray> linesOf(const QByteArray &text)
{
    QList<QByteArray> lines;
    bool open = false;
    for (QByteArray line : text.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        const bool goesOn = continues(line);
        if (open)
            lines.last() += '\n' + line;
        else
            lines += line;
        open = goesOn;
    }
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QByteArray textOf(const QList<QByteArray> &lines)
{
    return lines.isEmpty() ? QByteArray() : lines.join('\n') + '\n';
}

QByteArray keyOf(const QByteArray &line)
{
    const QByteArray trimmed = line.trimmed();
    if (trimmed.startsWith(';') || !trimmed.contains('='))
        return {};
    return trimmed.first(trimmed.indexOf('=')).trimmed();
}

/// Plain where nothing in it means something in an INI file, else in quotes.
QByteArray written(const QString &value)
{
    const bool plain = std::all_of(value.begin(), value.end(), [](QChar c) {
        return (c.unicode() < 0x80 && c.isLetterOrNumber()) || QStringLiteral("-_./:").contains(c);
    });
    if (plain)
        return value.toLatin1();
    QByteArray text = value.toUtf8();
    text.replace('\\', "\\\\").replace('"', "\\\"");
    if (text.startsWith('@')) // what begins so is a QVariant
        text.prepend('@');
    return '"' + text + '"';
}

} // namespace

QByteArray iniWith(const QByteArray &text, const QString &key, const QString &value)
{
    const QByteArray name = key.toLatin1(), line = name + '=' + written(value);
    QList<QByteArray> lines = linesOf(text);
    const auto isIt = [&name](const QByteArray &one) { return keyOf(one) == name; };
    const auto found = std::find_if(lines.begin(), lines.end(), isIt);
    if (found == lines.end()) {
        lines += line;
    } else {
        *found = line;
        lines.erase(std::remove_if(found + 1, lines.end(), isIt), lines.end());
    }
    return textOf(lines);
}

QByteArray iniWithout(const QByteArray &text, const QString &key)
{
    QList<QByteArray> lines = linesOf(text);
    const QByteArray name = key.toLatin1();
    lines.removeIf([&name](const QByteArray &line) { return keyOf(line) == name; });
    return textOf(lines);
}

} // namespace frontdesk
