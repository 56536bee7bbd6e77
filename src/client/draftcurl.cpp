// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/draftcurl.h"

#include "client/curlcommand.h"
#include "client/filetype.h"
#include "client/preparedrequest.h"

namespace frontdesk {

namespace {

/// curl reads a part's value up to a semicolon unless it is quoted.
QByteArray formOption(const DraftPart &part)
{
    QByteArray value = part.value.toUtf8();
    if (part.isFile || value.contains(';') || value.startsWith('@') || value.startsWith('<')
        || value.startsWith('"'))
        value = '"' + value.replace('\\', "\\\\").replace('"', "\\\"") + '"';
    if (part.isFile) // curl's own list of types is shorter
        return part.name.toUtf8() + "=@" + value + ";type=" + typeOfFile(part.value);
    return part.name.toUtf8() + '=' + value;
}

} // namespace

Result<QString> curlOf(const RequestDraft &draft, const QUrl &base)
{
    const auto request = prepared(draft, base);
    if (!request)
        return failure(request.error());
    CurlRequest curl;
    curl.method = request->method;
    curl.url = request->address.url();
    curl.headers = request->headers;
    if (draft.bodyKind == RequestDraft::BodyKind::Multipart) {
        // curl chooses a boundary itself and names it.
        curl.headers.removeIf([](const HeaderField &field) {
            return field.name.compare("Content-Type", Qt::CaseInsensitive) == 0;
        });
        for (const DraftPart &part : draft.parts) {
            if (part.enabled && !part.isBlank())
                curl.bodyOptions.append({ "--form", formOption(part) });
        }
    } else if (draft.bodyKind == RequestDraft::BodyKind::File) {
        curl.bodyOptions.append({ "--data-binary", '@' + draft.file.toUtf8() });
    } else if (!request->body.isEmpty()) {
        curl.body = request->body.constFirst().bytes;
    }
    return curlCommand(curl);
}

} // namespace frontdesk
