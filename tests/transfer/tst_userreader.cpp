// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userreader.h"

#include <QTest>

using namespace frontdesk;

namespace {

/// What came of a text, a word for each row and for the error behind them:
/// "2:Ada/ada@x 3:email:required 4!malformed_json".
QStringList readInPieces(UserFormat format, const QByteArray &text, qsizetype size)
{
    QStringList rows;
    const auto reader = UserReader::make(format, [&rows](UserRow &&row) {
        QString word = QString::number(row.line);
        if (row.draft)
            word += u':' + QString::fromStdString(row.draft->name + '/' + row.draft->email);
        else
            for (const FieldError &error : row.draft.error().fields)
                word += u':'
                        + (error.field.isEmpty() ? error.code : error.field + u':' + error.code);
        rows += word;
    });
    Result<void> fine;
    for (qsizetype at = 0; fine && at < text.size(); at += size)
        fine = reader->feed(text.mid(at, size).toStdString());
    if (fine)
        fine = reader->finish();
    if (!fine)
        rows += QString::number(reader->line()) + u'!' + fine.error().code;
    return rows;
}

} // namespace

class TestUserReader : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<UserFormat>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        csvRows();
        jsonRows();
        ndJsonRows();
    }

    void reads()
    {
        QFETCH(const UserFormat, format);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, rows);
        const auto expected = rows.split(u' ', Qt::SkipEmptyParts);
        QCOMPARE(readInPieces(format, text, 1 << 16), expected);
        for (const qsizetype size : { 1, 2, 3, 7 }) // however it is cut
            QCOMPARE(readInPieces(format, text, size), expected);
    }

    void refusesEndlessRows_data()
    {
        QTest::addColumn<UserFormat>("format");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("endless");
        QTest::addColumn<qint64>("line");
        const QByteArray header = "name,email\nAda,ada@x\n";
        QTest::newRow("CSV line") << UserFormat::Csv << header << QByteArray("x") << qint64(3);
        QTest::newRow("CSV header")
                << UserFormat::Csv << QByteArray() << QByteArray("x") << qint64(1);
        QTest::newRow("CSV row of commas")
                << UserFormat::Csv << header << QByteArray(",") << qint64(3);
        QTest::newRow("CSV quoted field")
                << UserFormat::Csv << header + '"' << QByteArray("x\n") << qint64(3);
        const QByteArray array = "[\n{\"name\":\"Ada\",\"email\":\"ada@x\"},\n";
        QTest::newRow("JSON string")
                << UserFormat::Json << array + "{\"name\":\"" << QByteArray("x") << qint64(3);
        QTest::newRow("JSON number") << UserFormat::Json << array << QByteArray("1") << qint64(3);
        QTest::newRow("JSON nesting") << UserFormat::Json << array << QByteArray("[") << qint64(3);
        QTest::newRow("NDJSON line")
                << UserFormat::NdJson << QByteArray("\n\n") << QByteArray("x") << qint64(3);
    }

    void refusesEndlessRows()
    {
        QFETCH(const UserFormat, format);
        QFETCH(const QByteArray, head);
        QFETCH(const QByteArray, endless);
        QFETCH(const qint64, line);
        const auto reader = UserReader::make(format, [](UserRow &&) {});
        QVERIFY(reader->feed(head.toStdString()));
        const std::string piece = endless.repeated(10'000 / endless.size()).toStdString();
        Result<void> fine;
        size_t fed = 0;
        for (; fine && fed < 10 * UserReader::maxRowBytes; fed += piece.size())
            fine = reader->feed(piece);
        QVERIFY(!fine);
        QCOMPARE(fine.error().code, QStringLiteral("row_too_long"));
        QVERIFY(fine.error().detail.startsWith(QStringLiteral("Line %1:").arg(line)));
        QCOMPARE(reader->line(), line);
        QVERIFY(fed < 2 * UserReader::maxRowBytes);
    }

    void blankLinesMayGoOn()
    {
        for (const auto format : { UserFormat::Csv, UserFormat::NdJson, UserFormat::Json }) {
            const auto reader = UserReader::make(format, [](UserRow &&) {});
            QVERIFY(reader->feed(format == UserFormat::Csv ? "name,email\n" : "\n"));
            const std::string blank(100'000, '\n');
            for (int i = 0; i < 30; ++i)
                QVERIFY(reader->feed(blank));
            QVERIFY(reader->line() > 3'000'000);
        }
    }

    /// The fast path must know no other rules than UserDraft.
    void plainTextsAreCheckedAlike()
    {
        QStringList texts { QString(),
                            QStringLiteral("@"),
                            QStringLiteral("@a"),
                            QStringLiteral("a@"),
                            QStringLiteral("a@b"),
                            QStringLiteral("a@b@c"),
                            QStringLiteral("a b@c"),
                            QStringLiteral(" a@b"),
                            QStringLiteral("~@!"),
                            QString(50, u'n'),
                            QString(51, u'n'),
                            QString(98, u'e') + u"@b",
                            QString(99, u'e') + u"@b" };
        for (char16_t c = 0; c < 0x100; ++c)
            texts += QString(u'a') + QChar(c) + QStringLiteral("@b");
        for (const QString &name : texts) {
            for (const QString &email : texts) {
                const auto fast = draftFromTexts(name.toStdString(), email.toStdString());
                const auto slow = UserDraft::fromJson(
                        { { QStringLiteral("name"), name }, { QStringLiteral("email"), email } });
                QCOMPARE(fast.has_value(), slow.has_value());
                if (fast)
                    QVERIFY(fast->name == slow->name && fast->email == slow->email);
                else
                    QCOMPARE(fast.error().fields, slow.error().fields);
            }
        }
    }

    void readsWhatTheEncoderWrites()
    {
        const std::vector<UserDraft> drafts {
            { "Lovelace, Ada", "ada@example.org" },
            { "\"Q\" O'Neill\\", "a\"b,c@d" },
            { " blanks ", "x@y" },
            { "=1+1", "=cmd@x" },
            { "Zo\xC3\xAB \xF0\x9F\x98\x80", "\xC3\xA4@b" },
            { ",", "\"@\"" },
        };
        for (const auto format : { UserFormat::Json, UserFormat::Csv, UserFormat::NdJson }) {
            UserEncoder encoder(format);
            for (const UserDraft &draft : drafts)
                encoder.add(7, draft.name, draft.email);
            encoder.end();
            std::vector<UserDraft> found;
            const auto reader = UserReader::make(format, [&found](UserRow &&row) {
                QVERIFY(row.draft);
                found.push_back(std::move(*row.draft));
            });
            QVERIFY(reader->feed(encoder.take().toStdString()) && reader->finish());
            QCOMPARE(found.size(), drafts.size());
            for (size_t i = 0; i < drafts.size(); ++i)
                QVERIFY(found[i].name == drafts[i].name && found[i].email == drafts[i].email);
        }
    }

private:
    static void csvRows()
    {
        const auto row = [](const char *title, const QByteArray &text, const char *rows) {
            QTest::addRow("CSV, %s", title) << UserFormat::Csv << text << QString::fromUtf8(rows);
        };
        const QByteArray head = "name,email\n";
        row("nobody", head, "");
        row("nobody, no line end", "name,email", "");
        row("LF", head + "Ada,ada@x\nBo,bo@x\n", "2:Ada/ada@x 3:Bo/bo@x");
        row("CRLF", "name,email\r\nAda,ada@x\r\nBo,bo@x\r\n", "2:Ada/ada@x 3:Bo/bo@x");
        row("CR", "name,email\rAda,ada@x\rBo,bo@x\r", "2:Ada/ada@x 3:Bo/bo@x");
        row("no last line end", head + "Ada,ada@x", "2:Ada/ada@x");
        row("byte order mark", "\xEF\xBB\xBF" + head + "Ada,ada@x\n", "2:Ada/ada@x");
        row("other order and columns", "age,Email, NAME \n7,ada@x,Ada\n", "2:Ada/ada@x");
        row("quoted columns", "\"name\",\"email\"\n\"Ada\",\"ada@x\"\n", "2:Ada/ada@x");
        row("a comma", head + "\"A,B\",ada@x\n", "2:A,B/ada@x");
        row("doubled quotes", head + "\"A\"\"B\"\"\",ada@x\n", "2:A\"B\"/ada@x");
        row("empty lines", head + "\n\r\nAda,ada@x\r\n\r\n\nBo,bo@x\n", "4:Ada/ada@x 7:Bo/bo@x");
        row("a line end in an ignored field", "name,email,x\nAda,ada@x,\"1\n2\r\n3\"\nBo,bo@x,\n",
            "2:Ada/ada@x 5:Bo/bo@x");
        row("a line end in a name", head + "\"A\nB\",a@x\nBo,bo@x\n",
            "2:name:control_character 4:Bo/bo@x");
        row("a line end that ends a field", head + "\"A\r\n\",a@x\nBo,bo@x\n",
            "2:name:control_character 4:Bo/bo@x");
        row("both fields wrong", head + ",ada\n", "2:name:too_short:email:invalid_email");
        row("a blank is no letter", head + "Ada, ada@x\n", "2:email:white_space");
        row("too few fields", head + "Ada\nBo,bo@x\n", "2:field_count 3:Bo/bo@x");
        row("too many fields", head + "A,B,ada@x\n", "2:field_count");
        row("no UTF-8", head + "\xFF,ada@x\nB,b\xC3@x\nBo,bo@x\n",
            "2:name:invalid_utf8 3:email:invalid_utf8 4:Bo/bo@x");
        row("NUL", head + QByteArray("A\0B,ada@x\n", 10), "2:name:control_character");
        row("a quote in the middle", head + "A\"B,ada@x\nBo,bo@x\n", "2:malformed_csv 3:Bo/bo@x");
        row("text behind a quote", head + "\"A\" B,ada@x\r\nBo,bo@x\n",
            "2:malformed_csv 3:Bo/bo@x");
        row("wrong quotes behind a line end", head + "\"A\nB\" C,ada@x\nBo,bo@x\n",
            "2:malformed_csv 4:Bo/bo@x");
        row("wrong quotes at the end", head + "A\"", "2:malformed_csv");
        row("an open quote", head + "Bo,bo@x\n\"A,ada@x\nCy,cy@x\n", "2:Bo/bo@x 3!unexpected_end");
        row("nothing", "", "1!missing_column");
        row("no header", "Ada,ada@x\n", "1!missing_column");
        row("no e-mails", "name,mail\nAda,ada@x\n", "1!missing_column");
        row("semicolons", "name;email\nAda;ada@x\n", "1!missing_column");
        row("a column twice", "name,email,Name\nAda,ada@x,Bo\n", "1!repeated_column");
        row("wrong quotes in the header", "na\"me,email\n", "1!malformed_csv");
        row("an empty line first", "\nname,email\nAda,ada@x\n", "3:Ada/ada@x");
        row("UTF-16", QByteArray("\xFF\xFEn\0a\0", 6), "1!not_utf8");
    }

    static void jsonRows()
    {
        const auto row = [](const char *title, const QByteArray &text, const char *rows) {
            QTest::addRow("JSON, %s", title) << UserFormat::Json << text << QString::fromUtf8(rows);
        };
        const QByteArray ada = "{\"name\":\"Ada\",\"email\":\"ada@x\"}";
        const QByteArray bo = "{\"email\":\"bo@x\",\"id\":9,\"x\":[{}],\"name\":\"Bo\"}";
        row("nobody", "[]", "");
        row("nobody, with blanks", " \n[ \t]\r\n", "");
        row("one", '[' + ada + ']', "1:Ada/ada@x");
        row("on lines", "[\n" + ada + ",\n\n" + bo + "\n]\n", "2:Ada/ada@x 4:Bo/bo@x");
        row("over lines", "[{\n\"name\":\"Ada\",\n\"email\":\"ada@x\"}\n,\n" + bo + ']',
            "1:Ada/ada@x 5:Bo/bo@x");
        row("byte order mark", "\xEF\xBB\xBF[" + ada + ']', "1:Ada/ada@x");
        row("brackets and quotes in texts", "[{\"name\":\"]}\\\",[{\\\\\",\"email\":\"a@b\"}]",
            "1:]}\",[{\\/a@b");
        row("escapes", "[{\"name\":\"\\u00e9\\ud83d\\ude00\",\"email\":\"a\\u0040b\"}]",
            "1:\xC3\xA9\xF0\x9F\x98\x80/a@b");
        row("half a pair", "[{\"name\":\"\\ud83d\",\"email\":\"a@b\"}]", "1:name:invalid_text");
        row("what does not validate", "[{},\n{\"name\":7,\"email\":\"a@b\"},\n" + bo + ']',
            "1:name:required:email:required 2:name:wrong_type 3:Bo/bo@x");
        row("no objects", "[1,\n\"x\",\nnull,\n[" + ada + "],\n" + ada + ']',
            "1:object_required 2:object_required 3:object_required 4:object_required 5:Ada/ada@x");
        row("no UTF-8", "[{\"name\":\"\xFF\",\"email\":\"a@b\"},\n" + ada + ']',
            "1:invalid_utf8 2:Ada/ada@x");
        row("too deep", '[' + QByteArray(65, '[') + QByteArray(65, ']') + ",\n" + ada + ']',
            "1:json_too_deep 2:Ada/ada@x");
        row("an object", ada, "1!array_required");
        row("nothing", "", "1!array_required");
        row("a text", "hello", "1!array_required");
        row("no comma", '[' + ada + '\n' + ada + ']', "1:Ada/ada@x 2!malformed_json");
        row("no comma, no blank", '[' + ada + ada + ']', "1!malformed_json");
        row("a comma too many", '[' + ada + ",\n]", "1:Ada/ada@x 2!malformed_json");
        row("commas only", "[,]", "1!malformed_json");
        row("a broken element", '[' + ada + ",\n{\"name\":\n\"Bo\" \"email\"}," + ada + ']',
            "1:Ada/ada@x 3!malformed_json");
        row("brackets that don't match", "[{\"a\":1],\n" + ada + ']', "1!malformed_json");
        row("a literal that is none", "[\ntruth]", "2!malformed_json");
        row("text behind it", '[' + ada + "]\nx", "1:Ada/ada@x 2!malformed_json");
        row("an open array", '[' + ada + "\n", "1:Ada/ada@x 2!unexpected_end");
        row("an open object", '[' + ada + ",\n{\"name\":\n", "1:Ada/ada@x 2!unexpected_end");
        row("an open string", "[\n{\"name\":\"A", "2!unexpected_end");
        row("a bracket alone", "[", "1!unexpected_end");
    }

    static void ndJsonRows()
    {
        const auto row = [](const char *title, const QByteArray &text, const char *rows) {
            QTest::addRow("NDJSON, %s", title)
                    << UserFormat::NdJson << text << QString::fromUtf8(rows);
        };
        const QByteArray ada = "{\"name\":\"Ada\",\"email\":\"ada@x\"}";
        row("nobody", "", "");
        row("one", ada, "1:Ada/ada@x");
        row("two", ada + '\n' + ada + '\n', "1:Ada/ada@x 2:Ada/ada@x");
        row("CRLF and empty lines", "\r\n" + ada + "\r\n \n" + ada, "2:Ada/ada@x 4:Ada/ada@x");
        row("byte order mark", "\xEF\xBB\xBF" + ada, "1:Ada/ada@x");
        row("short", "1", "1:object_required");
        row("a broken line", "{\"name\":\n" + ada + "\n}",
            "1:malformed_json 2:Ada/ada@x "
            "3:malformed_json");
        row("two on a line", ada + ada + '\n' + ada, "1:malformed_json 2:Ada/ada@x");
        row("with a comma", ada + ',' + ada + '\n' + ada, "1:malformed_json 2:Ada/ada@x");
        row("no UTF-8", "{\"name\":\"\xC3\",\"email\":\"a@b\"}\n" + ada,
            "1:invalid_utf8 2:Ada/ada@x");
        row("too deep", QByteArray(70, '[') + '\n' + ada, "1:json_too_deep 2:Ada/ada@x");
        row("an array", '[' + ada + "]", "1:object_required");
    }
};

QTEST_GUILESS_MAIN(TestUserReader)
#include "tst_userreader.moc"
