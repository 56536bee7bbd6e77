// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/curlcommand.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

/// Within single quotes everything is itself but the quote (POSIX 2.2.2).
QByteArray quoted(QByteArray text)
{
    return '\'' + text.replace("'", "'\\''") + '\'';
}

/// A clipboard holds text, and a shell's word no NUL. A terminal may act on
/// control characters of what is pasted: only line ends and tabs go as they are.
bool isPlain(const QByteArray &bytes)
{
    return bytes.isValidUtf8() && std::none_of(bytes.begin(), bytes.end(), [](char c) {
               return (quint8(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
           });
}

/// The format of a printf(1) that writes these bytes.
QByteArray printfFormat(const QByteArray &bytes)
{
    QByteArray format;
    format.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        if (c == '%')
            format += "%%";
        else if (c > 0x20 && !(c == '-' && format.isEmpty()) && c < 0x7f && c != '\\' && c != '\'')
            format += c;
        else
            format += '\\' + QByteArray::number(quint8(c), 8).rightJustified(3, '0');
    }
    return '\'' + format + '\'';
}

bool isCurlsOwn(const HeaderField &field, const QByteArray &url)
{
    static constexpr std::array<QByteArrayView, 5> framing = {
        "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Expect",
    };
    const QByteArrayView name(field.name);
    if (name.compare("Host", Qt::CaseInsensitive) == 0)
        return url.mid(url.indexOf("://") + 3).startsWith(QByteArray(field.value + '/'));
    return std::any_of(framing.begin(), framing.end(), [name](QByteArrayView own) {
        return name.compare(own, Qt::CaseInsensitive) == 0;
    });
}

bool has(const QList<HeaderField> &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const HeaderField &field) {
        return QByteArrayView(field.name).compare(name, Qt::CaseInsensitive) == 0;
    });
}

QByteArrayList methodOptions(const CurlRequest &request)
{
    const bool hasBody = !request.body.isEmpty() || !request.bodyOptions.isEmpty();
    if (request.method == "HEAD" && !hasBody)
        return { "--head" };
    if (request.method == "GET" && !hasBody)
        return {};
    return { "--request " + quoted(request.method) };
}

QByteArrayList urlOptions(const QByteArray &url)
{
    QByteArrayList options;
    if (std::any_of(url.begin(), url.end(),
                    [](char c) { return QByteArrayView("[]{}").contains(c); }))
        options << "--globoff"; // curl expands these
    if (url.contains("/."))
        options << "--path-as-is"; // and resolves those
    return options << quoted(url);
}

} // namespace

QString curlCommand(const CurlRequest &request)
{
    QByteArrayList words { "curl" };
    words += urlOptions(request.url);
    words += methodOptions(request);
    for (const HeaderField &field : request.headers) {
        if (isCurlsOwn(field, request.url))
            continue;
        words << "--header "
                        + quoted(field.value.isEmpty()
                                         ? QByteArray(field.name + ';')
                                         : QByteArray(field.name + ": " + field.value));
    }
    for (const auto &[option, value] : request.bodyOptions)
        words << option + ' ' + quoted(value);
    QByteArray pipe;
    if (!request.body.isEmpty()) {
        if (!has(request.headers, "Content-Type"))
            words << "--header 'Content-Type:'"; // or curl says it were a form
        if (isPlain(request.body)) {
            words << "--data-raw " + quoted(request.body);
        } else {
            pipe = "printf " + printfFormat(request.body) + " | ";
            words << "--data-binary @-";
        }
    }
    return QString::fromUtf8(pipe + words.join(" \\\n  "));
}

} // namespace frontdesk
