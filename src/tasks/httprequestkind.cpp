// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tasks/httprequestkind.h"

#include "base/secrets.h"
#include "http/webclient.h"
#include "tasks/httpanswerjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace frontdesk {

namespace {

constexpr qsizetype maxHeaders = 64;
constexpr qsizetype maxHeaderBytes = 16 << 10;

constexpr std::array<QLatin1String, 7> methods
        = { QLatin1String("GET"),    QLatin1String("HEAD"),  QLatin1String("POST"),
            QLatin1String("PUT"),    QLatin1String("PATCH"), QLatin1String("DELETE"),
            QLatin1String("OPTIONS") };

/// Those that say how a message is framed, or belong to the connection: ours.
constexpr std::array<QLatin1String, 10> reservedFields = {
    QLatin1String("Host"),       QLatin1String("Content-Length"),
    QLatin1String("Connection"), QLatin1String("Transfer-Encoding"),
    QLatin1String("Keep-Alive"), QLatin1String("Proxy-Connection"),
    QLatin1String("TE"),         QLatin1String("Trailer"),
    QLatin1String("Upgrade"),    QLatin1String("Expect"),
};

class Checker
{
public:
    Checker(const QJsonObject &params, const WebClient &client)
        : m_params(params)
        , m_client(client)
    { }

    Result<QJsonObject> check()
    {
        QJsonObject checked { { QStringLiteral("method"), method() },
                              { QStringLiteral("url"), url() },
                              { QStringLiteral("headers"), headers() } };
        if (const QJsonValue body = m_params.value(u"body"); !body.isNull() && !body.isUndefined())
            checked.insert(QStringLiteral("body"), body);
        if (m_errors.isEmpty())
            return checked;
        return failure({ ErrorKind::Invalid, QStringLiteral("validation_failed"),
                         m_errors.first().detail, m_errors });
    }

private:
    void report(const QString &field, const char *code, const QString &detail)
    {
        m_errors.append({ QLatin1String("params.") + field, QString::fromLatin1(code), detail });
    }

    QString method()
    {
        const QJsonValue value = m_params.value(u"method");
        if (value.isUndefined() || value.isNull())
            return QStringLiteral("GET");
        QString name = value.toString().toUpper();
        if (std::find(methods.begin(), methods.end(), name) == methods.end())
            report(QStringLiteral("method"), value.isString() ? "out_of_range" : "wrong_type",
                   QStringLiteral(
                           "method must be GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS."));
        return name;
    }

    QString url()
    {
        const QJsonValue value = m_params.value(u"url");
        const auto field = QStringLiteral("url");
        if (value.isUndefined())
            report(field, "required", QStringLiteral("url is required."));
        else if (!value.isString())
            report(field, "wrong_type", QStringLiteral("url must be a string."));
        else if (const auto usable = m_client.check(value.toString()); !usable)
            report(field, usable.error().code.toLatin1().constData(), usable.error().detail);
        return value.toString();
    }

    QJsonObject headers()
    {
        const QJsonValue value = m_params.value(u"headers");
        if (value.isUndefined() || value.isNull())
            return {};
        QJsonObject given = value.toObject();
        if (!value.isObject()) {
            report(QStringLiteral("headers"), "wrong_type",
                   QStringLiteral("headers must be an object, of a string for each name."));
        } else if (given.size() > maxHeaders) {
            report(QStringLiteral("headers"), "too_long",
                   QStringLiteral("There may be %1 headers.").arg(maxHeaders));
        }
        qsizetype bytes = 0;
        for (auto field = given.begin(); field != given.end(); ++field) {
            checkHeader(field.key(), field.value());
            bytes += field.key().size() + field.value().toString().toUtf8().size() + 4;
        }
        if (bytes > maxHeaderBytes)
            report(QStringLiteral("headers"), "too_long",
                   QStringLiteral("The headers may have %1 KiB.").arg(maxHeaderBytes / 1024));
        return given;
    }

    void checkHeader(const QString &name, const QJsonValue &value)
    {
        const QString field = QLatin1String("headers.") + name, text = value.toString();
        const bool isReserved = std::any_of(
                reservedFields.begin(), reservedFields.end(), [&name](QLatin1String reserved) {
                    return name.compare(reserved, Qt::CaseInsensitive) == 0;
                });
        if (!isToken(name.toUtf8()))
            report(field, "invalid_name",
                   QStringLiteral("A header's name has letters, digits and !#$%&'*+-.^_`|~ only."));
        else if (isReserved)
            report(field, "reserved", QStringLiteral("%1 is set by Frontdesk itself.").arg(name));
        else if (!value.isString())
            report(field, "wrong_type", QStringLiteral("%1 must be a string.").arg(name));
        else if (std::any_of(text.begin(), text.end(),
                             [](QChar c) { return (c < u' ' && c != u'\t') || c == QChar(0x7f); }))
            report(field, "invalid_characters",
                   QStringLiteral("%1 may hold no control characters, line ends among them.")
                           .arg(name));
    }

    const QJsonObject m_params;
    const WebClient &m_client;
    QList<FieldError> m_errors;
};

QByteArray jsonOf(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

/// What a chain puts in is no secret, and it has to see where.
bool isReference(const QString &text)
{
    return text == QLatin1String("$previous") || text.startsWith(QLatin1String("$previous."));
}

WebRequest requestOf(const QJsonObject &params)
{
    WebRequest request;
    request.method = params.value(u"method").toString().toLatin1();
    request.url = params.value(u"url").toString();
    const QJsonObject headers = params.value(u"headers").toObject();
    bool hasType = false;
    for (auto field = headers.begin(); field != headers.end(); ++field) {
        request.headers
                += HeaderField { field.key().toLatin1(), field.value().toString().toUtf8() };
        hasType = hasType || field.key().compare(u"Content-Type", Qt::CaseInsensitive) == 0;
    }
    const QJsonValue body = params.value(u"body");
    if (body.isString()) {
        request.body = body.toString().toUtf8();
    } else if (!body.isUndefined()) {
        request.body = jsonOf(body);
        if (!hasType)
            request.headers += HeaderField { "Content-Type", "application/json" };
    }
    return request;
}

bool isWorthAnotherTry(int status)
{
    return status >= 500 || status == 408 || status == 425 || status == 429;
}

Error refusal(const IncomingResponse &response, const Secrets &secrets)
{
    return { isWorthAnotherTry(response.status) ? ErrorKind::Unavailable : ErrorKind::Invalid,
             QStringLiteral("answered_with_error"),
             describeRefusal(response, secrets),
             {} };
}

} // namespace

QList<TaskParameter> HttpRequestKind::parameters() const
{
    using Type = TaskParameter::Type;
    const QStringList names(methods.begin(), methods.end());
    return {
        { .name = QStringLiteral("method"),
          .type = Type::Choice,
          .help = QT_TRANSLATE_NOOP("TaskParameter", "The method of the request."),
          .preset = names.constFirst(),
          .choices = names },
        { .name = QStringLiteral("url"),
          .help = QT_TRANSLATE_NOOP("TaskParameter", "Where it goes, as https://example.org/."),
          .required = true },
        { .name = QStringLiteral("headers"),
          .type = Type::Json,
          .help = QT_TRANSLATE_NOOP("TaskParameter",
                                    "Its header fields, an object: {\"Accept\":\"text/csv\"}.") },
        { .name = QStringLiteral("body"),
          .type = Type::Json,
          .help = QT_TRANSLATE_NOOP("TaskParameter",
                                    "Its body; a text in quotes is sent as it "
                                    "is, anything else as JSON.") },
    };
}

Result<QJsonObject> HttpRequestKind::check(const QJsonObject &params) const
{
    return Checker(params, *m_client).check();
}

QJsonObject HttpRequestKind::takeSecrets(QJsonObject &params) const
{
    QJsonObject headers = params.value(u"headers").toObject(), secrets;
    for (auto field = headers.begin(); field != headers.end(); ++field) {
        if (!isSecretField(field.key().toUtf8()) || isReference(field.value().toString()))
            continue;
        secrets.insert(field.key(), field.value());
        field.value() = QLatin1String(secretMask);
    }
    if (secrets.isEmpty())
        return {};
    params.insert(QStringLiteral("headers"), headers);
    return { { QStringLiteral("headers"), secrets } };
}

Async<Result<QByteArray>> HttpRequestKind::run(TaskContext &context) const
{
    WebRequest request = requestOf(context.params());
    if (context.timeoutMs()) // it is the engine's then
        request.atMost = std::chrono::milliseconds(*context.timeoutMs());
    Secrets secrets;
    for (const HeaderField &field : request.headers)
        secrets.add(field.name, field.value);

    auto fetching = m_client->fetch(std::move(request), context.stopToken());
    auto answer = co_await fetching;
    if (!answer) {
        Error error = std::move(answer.error());
        error.detail = QString::fromUtf8(secrets.masked(error.detail.toUtf8()));
        co_return failure(std::move(error));
    }
    if (answer->response.status >= 400) {
        if (const auto wait
            = frontdesk::retryAfter(answer->response, QDateTime::currentDateTimeUtc()))
            context.retryAfter(*wait);
        co_return failure(refusal(answer->response, secrets));
    }
    co_return resultOf(*answer, secrets);
}

} // namespace frontdesk
