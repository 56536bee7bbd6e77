// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "addressedit.h"

#include "client/curlreader.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

/// How many characters at once made the one text of the other.
qsizetype inserted(const QString &before, const QString &after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype begin = 0, end = 0;
    while (begin < shorter && before[begin] == after[begin])
        ++begin;
    while (end < shorter - begin
           && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    return after.size() - begin - end;
}

/// What the line made of what was pasted into it, without regard to white space.
bool isSame(const QString &pasted, const QString &line)
{
    QString a = pasted.simplified(), b = line.simplified();
    return a.remove(u' ') == b.remove(u' ');
}

QString clipboardText(const QString &line)
{
    const QClipboard &clipboard = *QGuiApplication::clipboard();
    for (const auto mode : { QClipboard::Clipboard, QClipboard::Selection }) {
        if (const QString text = clipboard.text(mode); isSame(text, line))
            return text;
    }
    return line;
}

} // namespace

AddressEdit::AddressEdit(QWidget *parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textChanged, this, &AddressEdit::lookAt);
}

/// Several characters at once were not typed. The line has turned the line ends of a
/// command into spaces by then; the clipboard still has them.
void AddressEdit::lookAt(const QString &text)
{
    const QString before = std::exchange(m_before, text);
    const bool typed = inserted(before, text) < 2;
    const qsizetype at = text.indexOf(QLatin1String("curl"));
    // Pasted into the middle of what was there, too.
    const QString command = at < 0 ? QString() : text.mid(at);
    if (typed || looksLikeCurl(before) || !looksLikeCurl(command))
        return;
    const bool prompt = text.left(at).trimmed() == QLatin1String("$");
    if (at > 0 && !prompt && before.left(at) != text.left(at))
        return;
    setText(before);
    m_before = before;
    emit curlPasted(clipboardText(command));
}

} // namespace frontdesk
