// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/user.h"

#include "base/clock.h"
#include "base/jsonwriter.h"

#include <QJsonValue>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int nameMax = 50, emailMin = 3, emailMax = 100;

QString nameKey()
{
    return QStringLiteral("name");
}

QString emailKey()
{
    return QStringLiteral("email");
}

bool isControl(char16_t c)
{
    return QChar(c).category() == QChar::Other_Control;
}

/// Code points, so that an emoji counts once; -1 for a lone surrogate.
int codePoints(const QString &text)
{
    int count = 0;
    for (qsizetype i = 0; i < text.size(); ++i, ++count) {
        if (!text[i].isSurrogate())
            continue;
        if (!text[i].isHighSurrogate() || i + 1 == text.size() || !text[i + 1].isLowSurrogate())
            return -1;
        ++i;
    }
    return count;
}

class Checker
{
public:
    explicit Checker(const QJsonObject &object)
        : m_object(object)
    { }

    QString text(const QString &field, int least, int most)
    {
        const QJsonValue value = m_object.value(field);
        if (value.isUndefined()) {
            report(field, "required", QStringLiteral("%1 is required.").arg(field));
            return {};
        }
        if (!value.isString()) {
            report(field, "wrong_type", QStringLiteral("%1 must be a string.").arg(field));
            return {};
        }
        QString string = value.toString();
        const int length = codePoints(string);
        if (length < 0)
            report(field, "invalid_text",
                   QStringLiteral("%1 holds half a surrogate pair.").arg(field));
        else if (length < least)
            report(field, "too_short",
                   length == 0 ? QStringLiteral("%1 must not be empty.").arg(field)
                               : QStringLiteral("%1 must have at least %2 characters.")
                                         .arg(field)
                                         .arg(least));
        else if (length > most)
            report(field, "too_long",
                   QStringLiteral("%1 must have at most %2 characters.").arg(field).arg(most));
        else if (std::any_of(string.begin(), string.end(),
                             [](QChar c) { return isControl(c.unicode()); }))
            report(field, "control_character",
                   QStringLiteral("%1 must not hold control characters.").arg(field));
        else
            return string;
        return {};
    }

    /// An address; empty where there is none or it is wrong.
    QString email(const QString &field)
    {
        QString address = text(field, emailMin, emailMax);
        if (address.isEmpty())
            return {};
        const qsizetype at = address.indexOf(u'@');
        if (std::any_of(address.begin(), address.end(), [](QChar c) { return c.isSpace(); }))
            report(field, "white_space", QStringLiteral("email must not hold white space."));
        else if (at <= 0 || at != address.lastIndexOf(u'@') || at == address.size() - 1)
            report(field, "invalid_email",
                   QStringLiteral("email must look like name@example.org."));
        return address;
    }

    Result<void> verdict() const
    {
        if (m_errors.isEmpty())
            return {};
        QStringList details;
        for (const FieldError &error : m_errors)
            details += error.detail;
        return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"),
                         details.join(u' '), m_errors });
    }

private:
    void report(const QString &field, const char *code, const QString &detail)
    {
        m_errors.append({ field, QString::fromLatin1(code), detail });
    }

    const QJsonObject &m_object;
    QList<FieldError> m_errors;
};

} // namespace

std::string foldedEmail(std::string email)
{
    std::transform(email.begin(), email.end(), email.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return email;
}

Result<UserDraft> UserDraft::fromJson(const QJsonObject &object)
{
    Checker checker(object);
    const QString name = checker.text(nameKey(), 1, nameMax);
    const QString email = checker.email(emailKey());
    if (const auto valid = checker.verdict(); !valid)
        return failure(valid.error());
    return UserDraft { name.toStdString(), email.toStdString() };
}

Result<UserPatch> UserPatch::fromJson(const QJsonObject &patch)
{
    Checker checker(patch);
    UserPatch changes;
    if (patch.contains(nameKey()))
        changes.name = checker.text(nameKey(), 1, nameMax).toStdString();
    if (patch.contains(emailKey()))
        changes.email = checker.email(emailKey()).toStdString();
    if (const auto valid = checker.verdict(); !valid)
        return failure(valid.error());
    return changes;
}

void writeUser(JsonWriter &json, qint64 id, std::string_view name, std::string_view email)
{
    json.beginObject();
    json.key("id").value(id).key("name").value(name).key("email").value(email);
    json.endObject();
}

void writeJson(JsonWriter &json, const User &user)
{
    writeUser(json, user.id, user.name, user.email);
}

QByteArray toJson(const User &user)
{
    JsonWriter json;
    writeJson(json, user);
    return json.bytes();
}

void writeResource(JsonWriter &json, const User &user)
{
    json.beginObject();
    json.key("id").value(user.id).key("name").value(user.name).key("email").value(user.email);
    json.key("version").value(user.version);
    const IsoUtc createdAt(user.createdAtMs);
    json.key("created_at").plain(createdAt);
    json.key("updated_at");
    if (user.updatedAtMs == user.createdAtMs) // most are
        json.plain(createdAt);
    else
        json.plain(IsoUtc(user.updatedAtMs));
    json.endObject();
}

} // namespace frontdesk
