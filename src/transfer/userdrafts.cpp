// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userreader.h"

#include "base/jsondepth.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace frontdesk {

namespace {

// The rules of UserDraft for what nearly all rows are made of; anything else is
// left to UserDraft itself.
constexpr size_t plainNameMax = 50, plainEmailMin = 3, plainEmailMax = 100;

bool isPlain(std::string_view text, char least)
{
    return std::all_of(text.begin(), text.end(),
                       [least](char c) { return c >= least && c <= '~'; });
}

bool isPlainName(std::string_view name)
{
    return !name.empty() && name.size() <= plainNameMax && isPlain(name, ' ');
}

bool isPlainEmail(std::string_view email)
{
    const size_t at = email.find('@');
    return email.size() >= plainEmailMin && email.size() <= plainEmailMax && isPlain(email, '!')
            && at != 0 && at < email.size() - 1 && email.find('@', at + 1) == std::string::npos;
}

bool isUtf8(std::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size())).isValidUtf8();
}

QString toQString(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

tl::unexpected<Error> badRow(const char *code, const QString &detail)
{
    const QString name = QString::fromLatin1(code);
    return failure({ ErrorKind::Invalid, name, detail, { { {}, name, detail } } });
}

Result<UserDraft> draftFromTexts(std::string_view name, std::string_view email)
{
    if (isPlainName(name) && isPlainEmail(email))
        return UserDraft { std::string(name), std::string(email) };
    QList<FieldError> errors;
    for (const auto &[field, text] : { std::pair("name", name), std::pair("email", email) }) {
        if (!isUtf8(text))
            errors.append({ QString::fromLatin1(field), QStringLiteral("invalid_utf8"),
                            QStringLiteral("%1 is not UTF-8.").arg(QLatin1String(field)) });
    }
    if (!errors.isEmpty())
        return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"),
                         errors.first().detail, errors });
    return UserDraft::fromJson({ { QStringLiteral("name"), toQString(name) },
                                 { QStringLiteral("email"), toQString(email) } });
}

Result<UserDraft> draftFromJson(std::string_view json, qsizetype &offset)
{
    offset = 0;
    if (jsonDepth(json) > UserReader::maxJsonDepth)
        return badRow("json_too_deep",
                      QStringLiteral("The JSON nests deeper than %1 levels.")
                              .arg(UserReader::maxJsonDepth));
    // In an array, since QJsonDocument takes nothing else for a document.
    QByteArray text;
    text.reserve(qsizetype(json.size()) + 2);
    text.append('[').append(json.data(), qsizetype(json.size())).append(']');
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error == QJsonParseError::IllegalUTF8String)
        return badRow("invalid_utf8", QStringLiteral("A text is not UTF-8."));
    if (error.error != QJsonParseError::NoError || document.array().size() != 1) {
        offset = std::clamp<qsizetype>(error.offset - 1, 0, qsizetype(json.size()));
        return badRow("malformed_json",
                      QStringLiteral("This is not JSON: %1.")
                              .arg(error.error == QJsonParseError::NoError
                                           ? QStringLiteral("one value expected")
                                           : error.errorString()));
    }
    const auto value = document.array().first();
    if (!value.isObject())
        return badRow("object_required", QStringLiteral("A user must be a JSON object."));
    return UserDraft::fromJson(value.toObject());
}

} // namespace frontdesk
