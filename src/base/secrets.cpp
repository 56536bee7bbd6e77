// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secrets.h"

#include "base/jsonwriter.h"

#include <QString>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

constexpr std::array<QByteArrayView, 5> secrets = {
    "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key",
};
constexpr qsizetype leastLength = 4;

bool same(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArrayList secretFields()
{
    QByteArrayList names;
    for (const QByteArrayView secret : secrets)
        names += secret.toByteArray();
    return names;
}

bool isSecretField(QByteArrayView name)
{
    return std::any_of(secrets.begin(), secrets.end(),
                       [name](QByteArrayView secret) { return same(name, secret); });
}

bool isAmongFields(const QByteArrayList &names, QByteArrayView name)
{
    return std::any_of(names.begin(), names.end(),
                       [name](const QByteArray &each) { return same(name, each); });
}

QByteArray withMaskedFields(const QByteArray &json)
{
    const auto endOfString = [&json](qsizetype at) { // behind its first quote
        while (at < json.size() && json[at] != '"')
            at += json[at] == '\\' ? 2 : 1;
        return std::min(at, json.size());
    };
    const auto skipSpace = [&json](qsizetype at) {
        while (at < json.size() && QByteArrayView(" \t\r\n").contains(json[at]))
            ++at;
        return at;
    };
    QByteArray masked;
    qsizetype copied = 0;
    for (qsizetype at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
        const qsizetype end = endOfString(at + 1);
        const QByteArrayView key = QByteArrayView(json).sliced(at + 1, end - at - 1);
        at = skipSpace(std::min(end + 1, json.size()));
        if (!isSecretField(key) || at >= json.size() || json[at] != ':')
            continue;
        at = skipSpace(at + 1);
        if (at >= json.size() || json[at] != '"')
            continue;
        masked += json.mid(copied, at + 1 - copied);
        masked += secretMask;
        copied = endOfString(at + 1);
        at = std::min(copied + 1, json.size());
    }
    return masked + json.mid(copied);
}

void Secrets::add(QByteArrayView name, const QByteArray &value)
{
    if (!isSecretField(name))
        return;
    addText(value.trimmed());
    if (same(name, "cookie") || same(name, "set-cookie")) {
        for (const QByteArray &pair : value.split(';'))
            addText(pair.mid(pair.indexOf('=') + 1).trimmed());
        return;
    }
    const qsizetype space = value.indexOf(' ');
    const QByteArray credentials = value.mid(space + 1).trimmed();
    addText(credentials);
    if (space > 0 && same(QByteArrayView(value).first(space), "basic")) {
        const QByteArray user = QByteArray::fromBase64(credentials);
        addText(user);
        addText(user.mid(user.indexOf(':') + 1));
    }
}

QByteArray Secrets::masked(QByteArray text) const
{
    for (const QByteArray &secret : m_texts)
        text.replace(secret, secretMask);
    return text;
}

void Secrets::addText(const QByteArray &text)
{
    if (text.size() < leastLength)
        return;
    JsonWriter json;
    json.value(text);
    const QByteArray quoted = json.bytes();
    m_texts += text;
    if (const QByteArray escaped = quoted.mid(1, quoted.size() - 2); escaped != text)
        m_texts += escaped;
    // The longest first: none leaves a part of itself behind.
    std::stable_sort(m_texts.begin(), m_texts.end(),
                     [](const QByteArray &a, const QByteArray &b) { return a.size() > b.size(); });
}

} // namespace frontdesk
