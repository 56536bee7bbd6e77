// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/shellwords.h"

namespace frontdesk {

namespace {

class Splitter
{
public:
    explicit Splitter(const QString &command)
        : m_text(command)
    {
        m_text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    }

    Result<QStringList> run()
    {
        while (m_at < m_text.size() && step()) { }
        if (m_unclosed)
            return failure(ErrorKind::Malformed, QStringLiteral("unclosed_quote"),
                           QStringLiteral("A quote %1 in the command is not closed.")
                                   .arg(QLatin1Char(m_unclosed)));
        endWord();
        return m_words;
    }

private:
    /// False: the command ends here.
    bool step()
    {
        const QChar c = m_text[m_at++];
        if (c == u' ' || c == u'\t') {
            endWord();
        } else if (c == u'\n' || c == u';' || c == u'&' || c == u'|') {
            endWord();
            return c == u'\n' && m_words.isEmpty();
        } else if (c == u'\\') {
            // A backslash and a line end are no character at all.
            if (m_at < m_text.size() && m_text[m_at++] != u'\n')
                add(m_text[m_at - 1]);
        } else if (c == u'\'') {
            singleQuoted();
        } else if (c == u'"') {
            doubleQuoted();
        } else if (c == u'$' && m_at < m_text.size() && m_text[m_at] == u'\'') {
            ++m_at;
            dollarQuoted();
        } else {
            add(c);
        }
        return true;
    }

    void singleQuoted()
    {
        m_inWord = true;
        const qsizetype end = m_text.indexOf(u'\'', m_at);
        m_word += QStringView(m_text).mid(m_at, end < 0 ? -1 : end - m_at);
        m_at = end < 0 ? m_text.size() : end + 1;
        if (end < 0)
            m_unclosed = '\'';
    }

    void doubleQuoted()
    {
        m_inWord = true;
        while (m_at < m_text.size()) {
            QChar c = m_text[m_at++];
            if (c == u'"')
                return;
            if (c == u'\\' && m_at < m_text.size()
                && QStringView(u"$`\"\\\n").contains(m_text[m_at])) {
                c = m_text[m_at++];
                if (c == u'\n')
                    continue;
            }
            m_word += c;
        }
        m_unclosed = '"';
    }

    /// bash: ANSI-C quoting. Bytes that are written as numbers are UTF-8 together.
    void dollarQuoted()
    {
        m_inWord = true;
        QByteArray bytes;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at++];
            if (c == u'\'') {
                m_word += QString::fromUtf8(bytes);
                return;
            }
            if (c == u'\\' && m_at < m_text.size())
                bytes += escape(m_text[m_at++]);
            else if (c.isHighSurrogate() && m_at < m_text.size())
                bytes += (QString(c) + m_text[m_at++]).toUtf8();
            else
                bytes += QString(c).toUtf8();
        }
        m_unclosed = '\'';
    }

    QByteArray escape(QChar c)
    {
        static constexpr QLatin1String letters("abeEfnrtv");
        static constexpr QLatin1String meanings("\a\b\033\033\f\n\r\t\v");
        if (const qsizetype at = letters.indexOf(c); at >= 0)
            return QByteArray(1, meanings[at].toLatin1());
        if (c == u'x')
            return QByteArray(1, char(number(2, 16, 0)));
        if (c == u'u' || c == u'U') {
            const char32_t code = number(c == u'u' ? 4 : 8, 16, 0);
            return QString::fromUcs4(&code, 1).toUtf8();
        }
        if (c >= u'0' && c <= u'7')
            return QByteArray(1, char(number(2, 8, uint(c.unicode() - u'0'))));
        if (QStringView(u"\\'\"?").contains(c))
            return QString(c).toUtf8();
        return '\\' + QString(c).toUtf8();
    }

    char32_t number(int digits, int base, uint value)
    {
        for (; digits > 0 && m_at < m_text.size(); --digits, ++m_at) {
            bool isDigit = false;
            const uint digit = QStringView(m_text).mid(m_at, 1).toUInt(&isDigit, base);
            if (!isDigit)
                break;
            value = value * uint(base) + digit;
        }
        return value;
    }

    void add(QChar c)
    {
        m_word += c;
        m_inWord = true;
    }

    void endWord()
    {
        if (m_inWord)
            m_words.append(m_word);
        m_word.clear();
        m_inWord = false;
    }

    QString m_text;
    qsizetype m_at = 0;
    QStringList m_words;
    QString m_word;
    bool m_inWord = false; ///< '' is a word, too
    char m_unclosed = 0;
};

} // namespace

Result<QStringList> shellWords(const QString &command)
{
    return Splitter(command).run();
}

} // namespace frontdesk
