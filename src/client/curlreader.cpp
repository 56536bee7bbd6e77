// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/curlreader.h"

#include "client/curloptions.h"
#include "client/filetype.h"
#include "client/formencoding.h"
#include "client/querytext.h"
#include "client/shellwords.h"

#include <QUrl>

namespace frontdesk {

namespace {

using BodyKind = RequestDraft::BodyKind;

constexpr const char formType[] = "application/x-www-form-urlencoded";

tl::unexpected<Error> malformed(const QString &detail)
{
    return failure(ErrorKind::Malformed, QStringLiteral("malformed_curl"), detail);
}

class Reader
{
public:
    Result<ReadCurl> run(const QString &command)
    {
        const auto words = shellWords(command);
        if (!words)
            return failure(words.error());
        const auto options = curlOptions(words->mid(1));
        if (!options)
            return failure(options.error());
        for (const CurlOption &option : *options)
            take(option.name, option.value);
        if (m_draft.url.isEmpty())
            return malformed(QStringLiteral("The curl command names no address."));
        finish();
        return std::move(m_read);
    }

private:
    void take(const QString &name, const QString &value)
    {
        if (name == QLatin1String("url"))
            takeUrl(value);
        else if (name == QLatin1String("request"))
            m_method = value;
        else if (name == QLatin1String("header"))
            takeHeader(value);
        else if (name == QLatin1String("user-agent"))
            m_draft.headers.append({ true, QStringLiteral("User-Agent"), value });
        else if (name == QLatin1String("referer"))
            m_draft.headers.append({ true, QStringLiteral("Referer"), value });
        else if (name == QLatin1String("cookie"))
            takeCookie(value);
        else if (name == QLatin1String("user"))
            takeUser(value);
        else if (name == QLatin1String("oauth2-bearer"))
            takeBearer(value);
        else if (name == QLatin1String("head"))
            m_head = true;
        else if (name == QLatin1String("get"))
            m_get = true;
        else if (name == QLatin1String("form") || name == QLatin1String("form-string"))
            takePart(value, name == QLatin1String("form"));
        else if (name == QLatin1String("upload-file"))
            takeUpload(value);
        else if (name == QLatin1String("insecure"))
            note(QStringLiteral("Certificates are checked all the same (--insecure)."));
        else if (name == QLatin1String("location"))
            note(QStringLiteral("Redirects are shown, not followed (--location)."));
        else if (name == QLatin1String("compressed"))
            m_compressed = true;
        else
            takeData(name, value);
    }

    void takeUrl(const QString &url)
    {
        if (m_draft.url.isEmpty())
            m_draft.url = url;
        else
            note(QStringLiteral("Only the first of its addresses was taken."));
    }

    void takeHeader(const QString &line)
    {
        if (line.startsWith(u'@'))
            return note(QStringLiteral("Headers in the file %1 were left out.").arg(line.mid(1)));
        const qsizetype colon = line.indexOf(u':');
        if (colon < 0 && line.endsWith(u';'))
            m_draft.headers.append({ true, line.chopped(1).trimmed(), QStringLiteral("") });
        else if (colon >= 0 && line.mid(colon + 1).trimmed().isEmpty())
            m_unwanted.append(line.left(colon).trimmed());
        else if (colon >= 0)
            m_draft.headers.append(
                    { true, line.left(colon).trimmed(), line.mid(colon + 1).trimmed() });
        // curl leaves anything else out, too
    }

    void takeCookie(const QString &value)
    {
        if (value.contains(u'='))
            m_draft.headers.append({ true, QStringLiteral("Cookie"), value });
        else
            note(QStringLiteral("The cookies in the file %1 were left out.").arg(value));
    }

    void takeUser(const QString &value)
    {
        m_draft.auth = RequestDraft::Auth::Basic;
        m_draft.user = value.section(u':', 0, 0);
        m_draft.password = value.section(u':', 1);
    }

    void takeBearer(const QString &value)
    {
        m_draft.auth = RequestDraft::Auth::Bearer;
        m_draft.token = value;
    }

    /// "name=text", "name=@file;type=…", "name=<file".
    void takePart(const QString &text, bool special)
    {
        const qsizetype sign = text.indexOf(u'=');
        DraftPart part { true, text.left(sign), sign < 0 ? QString() : text.mid(sign + 1), false };
        const bool quoted = part.value.startsWith(u'"');
        if (special && (part.value.startsWith(u'@') || part.value.startsWith(u'<'))) {
            if (part.value.startsWith(u'<'))
                note(QStringLiteral("%1 is sent as a file.").arg(part.name));
            part.isFile = true;
            part.value.remove(0, 1);
        }
        QString more; // what is said of the part
        if (special && (quoted || part.value.startsWith(u'"'))) {
            part.value = unquoted(part.value, more);
        } else if (special) {
            more = part.value.section(u';', 1);
            part.value = part.value.section(u';', 0, 0);
        }
        m_draft.parts.append(part);
        more.remove(u' ');
        if (!more.isEmpty()
            && !(part.isFile && more == u"type=" + QString::fromLatin1(typeOfFile(part.value))))
            note(QStringLiteral("“%1” of the part %2 was left out.").arg(more, part.name));
    }

    /// @p rest: what stands behind the quote and a semicolon.
    static QString unquoted(const QString &text, QString &rest)
    {
        QString out;
        qsizetype at = 1;
        for (; at < text.size() && text[at] != u'"'; ++at) {
            if (text[at] == u'\\' && at + 1 < text.size())
                ++at;
            out += text[at];
        }
        rest = text.mid(at + 1).section(u';', 1);
        return out;
    }

    void takeUpload(const QString &path)
    {
        m_draft.bodyKind = BodyKind::File;
        m_draft.file = path;
    }

    void takeData(const QString &name, const QString &value)
    {
        m_json |= name == QLatin1String("json");
        if (name == QLatin1String("data-urlencode"))
            return addData(encoded(value));
        if (!value.startsWith(u'@') || name == QLatin1String("data-raw"))
            return addData(value);
        m_draft.file = value.mid(1);
        if (m_draft.file == QLatin1String("-")) {
            m_draft.file.clear();
            note(QStringLiteral("Its body comes from a pipe: choose a file in its place."));
        } else if (name == QLatin1String("data")) {
            note(QStringLiteral("The file is sent as it is; curl would leave out its line ends."));
        }
        m_dataFile = true;
    }

    void addData(const QString &data)
    {
        if (m_hasData && !m_json)
            m_data += u'&';
        m_data += data;
        m_hasData = true;
    }

    /// "text", "=text", "name=text".
    QString encoded(const QString &value)
    {
        const qsizetype sign = value.indexOf(u'=');
        if (sign < 0 && value.contains(u'@'))
            note(QStringLiteral("The file in --data-urlencode %1 was left out.").arg(value));
        auto escaped = QString::fromLatin1(QUrl::toPercentEncoding(value.mid(sign + 1)));
        escaped.replace(QLatin1String("%20"), QLatin1String("+"));
        return sign <= 0 ? escaped : value.left(sign + 1) + escaped;
    }

    void finish()
    {
        if (m_get && m_hasData)
            appendToQuery();
        else if (m_dataFile)
            setFile();
        else if (m_hasData)
            setBody();
        else if (!m_draft.parts.isEmpty())
            m_draft.bodyKind = BodyKind::Multipart;
        if (m_json)
            addUnlessGiven("Accept", "application/json");
        if (m_compressed)
            addUnlessGiven("Accept-Encoding", "gzip, deflate");
        m_draft.method = !m_method.isEmpty() ? m_method
                : m_head                     ? QStringLiteral("HEAD")
                                             : method();
        m_draft.query = queryFields(m_draft.url);
    }

    QString method() const
    {
        if (m_draft.bodyKind == BodyKind::None)
            return QStringLiteral("GET");
        return m_draft.bodyKind == BodyKind::File && !m_dataFile ? QStringLiteral("PUT")
                                                                 : QStringLiteral("POST");
    }

    void addUnlessGiven(const char *name, const char *value)
    {
        if (!enabledField(m_draft.headers, name)
            && !m_unwanted.contains(QLatin1String(name), Qt::CaseInsensitive))
            m_draft.headers.append({ true, QLatin1String(name), QLatin1String(value) });
    }

    void setFile()
    {
        m_draft.bodyKind = BodyKind::File;
        addUnlessGiven("Content-Type", m_json ? "application/json" : formType);
    }

    void appendToQuery() { m_draft.url += (m_draft.url.contains(u'?') ? u'&' : u'?') + m_data; }

    /// The editor that sends these bytes under this type.
    void setBody()
    {
        const DraftField *type = enabledField(m_draft.headers, "Content-Type");
        m_draft.text = m_data;
        m_draft.bodyKind = BodyKind::Text;
        if (m_json || (type && type->value.contains(QLatin1String("json")))) {
            m_draft.bodyKind = BodyKind::Json;
        } else if (!type
                   && !m_unwanted.contains(QLatin1String("Content-Type"), Qt::CaseInsensitive)) {
            if (const auto fields = formFieldsExactly(m_data.toUtf8())) {
                m_draft.bodyKind = BodyKind::Form;
                m_draft.form = *fields;
                m_draft.text.clear();
            } else {
                addUnlessGiven("Content-Type", formType);
            }
        }
    }

    void note(const QString &sentence) { m_read.notes.append(sentence); }

    ReadCurl m_read;
    RequestDraft &m_draft = m_read.draft;
    QString m_method;
    bool m_head = false, m_get = false, m_json = false, m_compressed = false;
    QString m_data;
    bool m_hasData = false, m_dataFile = false;
    QStringList m_unwanted; ///< fields that curl would add by itself and shall not
};

/// As it stands in many a manual: "$ curl …".
QString withoutPrompt(const QString &text)
{
    const QString command = text.trimmed();
    return command.startsWith(QLatin1String("$ ")) ? command.mid(2).trimmed() : command;
}

} // namespace

bool looksLikeCurl(const QString &text)
{
    const QString command = withoutPrompt(text);
    return command.startsWith(QLatin1String("curl")) && command.size() > 4 && command[4].isSpace();
}

Result<ReadCurl> readCurl(const QString &command)
{
    return Reader().run(withoutPrompt(command));
}

} // namespace frontdesk
