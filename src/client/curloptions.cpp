// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/curloptions.h"

#include <algorithm>
#include <iterator>

namespace frontdesk {

namespace {

enum class Kind : quint8 {
    Flag, ///< without a value
    Value,
    IgnoredFlag, ///< it is about the transfer or the output
    IgnoredValue,
};

struct Known
{
    const char *name;
    char letter; ///< 0: it has none
    Kind kind;
};

constexpr Known known[] = {
    { "request", 'X', Kind::Value },
    { "header", 'H', Kind::Value },
    { "data", 'd', Kind::Value },
    { "data-ascii", 0, Kind::Value },
    { "data-raw", 0, Kind::Value },
    { "data-binary", 0, Kind::Value },
    { "data-urlencode", 0, Kind::Value },
    { "json", 0, Kind::Value },
    { "form", 'F', Kind::Value },
    { "form-string", 0, Kind::Value },
    { "user", 'u', Kind::Value },
    { "oauth2-bearer", 0, Kind::Value },
    { "cookie", 'b', Kind::Value },
    { "user-agent", 'A', Kind::Value },
    { "referer", 'e', Kind::Value },
    { "upload-file", 'T', Kind::Value },
    { "url", 0, Kind::Value },
    { "head", 'I', Kind::Flag },
    { "get", 'G', Kind::Flag },
    { "insecure", 'k', Kind::Flag },
    { "location", 'L', Kind::Flag },
    { "compressed", 0, Kind::Flag },
    { "silent", 's', Kind::IgnoredFlag },
    { "show-error", 'S', Kind::IgnoredFlag },
    { "verbose", 'v', Kind::IgnoredFlag },
    { "include", 'i', Kind::IgnoredFlag },
    { "fail", 'f', Kind::IgnoredFlag },
    { "fail-with-body", 0, Kind::IgnoredFlag },
    { "progress-bar", '#', Kind::IgnoredFlag },
    { "no-buffer", 'N', Kind::IgnoredFlag },
    { "globoff", 'g', Kind::IgnoredFlag },
    { "path-as-is", 0, Kind::IgnoredFlag },
    { "basic", 0, Kind::IgnoredFlag },
    { "http1.0", '0', Kind::IgnoredFlag },
    { "http1.1", 0, Kind::IgnoredFlag },
    { "http2", 0, Kind::IgnoredFlag },
    { "ipv4", '4', Kind::IgnoredFlag },
    { "ipv6", '6', Kind::IgnoredFlag },
    { "remote-name", 'O', Kind::IgnoredFlag },
    { "output", 'o', Kind::IgnoredValue },
    { "dump-header", 'D', Kind::IgnoredValue },
    { "cookie-jar", 'c', Kind::IgnoredValue },
    { "write-out", 'w', Kind::IgnoredValue },
    { "max-time", 'm', Kind::IgnoredValue },
    { "connect-timeout", 0, Kind::IgnoredValue },
    { "retry", 0, Kind::IgnoredValue },
    { "proxy", 'x', Kind::IgnoredValue },
    { "cacert", 0, Kind::IgnoredValue },
    { "cert", 'E', Kind::IgnoredValue },
    { "key", 0, Kind::IgnoredValue },
    { "resolve", 0, Kind::IgnoredValue },
};

const Known *find(const QString &name)
{
    const auto *found = std::find_if(std::begin(known), std::end(known), [&](const Known &option) {
        return name == QLatin1String(option.name);
    });
    return found == std::end(known) ? nullptr : found;
}

const Known *find(QChar letter)
{
    const auto *found = std::find_if(std::begin(known), std::end(known), [&](const Known &option) {
        return option.letter && letter == QLatin1Char(option.letter);
    });
    return found == std::end(known) ? nullptr : found;
}

class Words
{
public:
    explicit Words(const QStringList &words)
        : m_words(words)
    { }

    Result<QList<CurlOption>> run()
    {
        bool onlyUrls = false; // behind "--"
        for (; m_at < m_words.size() && m_wrong.isEmpty(); ++m_at) {
            const QString &word = m_words[m_at];
            if (onlyUrls || !word.startsWith(u'-') || word == QLatin1String("-"))
                m_options.append({ QStringLiteral("url"), word });
            else if (word == QLatin1String("--"))
                onlyUrls = true;
            else if (word.startsWith(QLatin1String("--")))
                takeLong(word);
            else
                takeShort(word);
        }
        if (!m_wrong.isEmpty())
            return failure(ErrorKind::Malformed, QStringLiteral("malformed_curl"), m_wrong);
        return m_options;
    }

private:
    void takeLong(const QString &word)
    {
        const Known *option = find(word.mid(2));
        if (!option && word.startsWith(QLatin1String("--no-")))
            return;
        if (!option)
            return wrong(word);
        take(*option, word, {});
    }

    /// "-sSXPOST": flags, then one that has a value, which may follow at once.
    void takeShort(const QString &word)
    {
        for (qsizetype i = 1; i < word.size(); ++i) {
            const Known *option = find(word[i]);
            if (!option)
                return wrong(QStringLiteral("-") + word[i]);
            const bool wantsValue
                    = option->kind == Kind::Value || option->kind == Kind::IgnoredValue;
            take(*option, QStringLiteral("-") + word[i], wantsValue ? word.mid(i + 1) : QString());
            if (wantsValue)
                return;
        }
    }

    void take(const Known &option, const QString &written, QString value)
    {
        const bool wantsValue = option.kind == Kind::Value || option.kind == Kind::IgnoredValue;
        if (wantsValue && value.isEmpty()) {
            if (++m_at >= m_words.size()) {
                m_wrong = QStringLiteral("The value of curl's option %1 is missing.").arg(written);
                return;
            }
            value = m_words[m_at];
        }
        if (option.kind == Kind::Flag || option.kind == Kind::Value)
            m_options.append({ QLatin1String(option.name), value });
    }

    void wrong(const QString &written)
    {
        m_wrong = QStringLiteral("curl's option %1 is not known here. Leave it out.").arg(written);
    }

    const QStringList &m_words;
    qsizetype m_at = 0;
    QList<CurlOption> m_options;
    QString m_wrong;
};

} // namespace

Result<QList<CurlOption>> curlOptions(const QStringList &words)
{
    return Words(words).run();
}

} // namespace frontdesk
