// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/user.h"

#include "base/jsonwriter.h"

#include <QJsonValue>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr int nameMax = 50, emailMin = 3, emailMax = 100;

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

    void report(const QString &field, const char *code, const QString &detail)
    {
        m_errors.append({ field, QString::fromLatin1(code), detail });
    }

    QList<FieldError> errors() const { return m_errors; }

private:
    const QJsonObject &m_object;
    QList<FieldError> m_errors;
};

void checkAddress(Checker &checker, const QString &email)
{
    if (email.isEmpty()) // reported already
        return;
    const auto isSpace = [](QChar c) { return c.isSpace(); };
    const qsizetype at = email.indexOf(u'@');
    if (std::any_of(email.begin(), email.end(), isSpace))
        checker.report(QStringLiteral("email"), "white_space",
                       QStringLiteral("email must not hold white space."));
    else if (at <= 0 || at != email.lastIndexOf(u'@') || at == email.size() - 1)
        checker.report(QStringLiteral("email"), "invalid_email",
                       QStringLiteral("email must look like name@example.org."));
}

} // namespace

Result<UserDraft> UserDraft::fromJson(const QJsonObject &object)
{
    Checker checker(object);
    const QString name = checker.text(QStringLiteral("name"), 1, nameMax);
    const QString email = checker.text(QStringLiteral("email"), emailMin, emailMax);
    checkAddress(checker, email);
    if (const auto errors = checker.errors(); !errors.isEmpty()) {
        QStringList details;
        for (const FieldError &error : errors)
            details += error.detail;
        return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"),
                         details.join(u' '), errors });
    }
    return UserDraft { name.toStdString(), email.toStdString() };
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

} // namespace frontdesk
