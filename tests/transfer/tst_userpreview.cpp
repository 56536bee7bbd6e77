// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userpreview.h"

#include "support/userscsv.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace frontdesk;

namespace {

constexpr qint64 most = 4 << 20;

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

Q_DECLARE_METATYPE(UserFormat)

/// What a file would give, without an import.
class TestUserPreview : public QObject
{
    Q_OBJECT

private slots:
    void guessesTheFormat_data();
    void guessesTheFormat();
    void showsRowsAndWhatIsWrongWithThem();
    void showsTheFirstRowsOnly();
    void readsItAsItIsTold();
    void stopsWhereItCannotBeRead();
    void anEndlessLineIsNoRow_data();
    void anEndlessLineIsNoRow();
    void saysWhyNothingIsShown_data();
    void saysWhyNothingIsShown();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    const QTemporaryDir m_folder;
};

void TestUserPreview::guessesTheFormat_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<UserFormat>("format");
    const auto row
            = [](const char *what, const char *name, const QByteArray &head, UserFormat format) {
                  QTest::newRow(what) << QString::fromLatin1(name) << head << format;
              };
    row("a header", "users.csv", "name,email\n", UserFormat::Csv);
    row("a header, whatever the name", "users.backup", "name,email\n", UserFormat::Csv);
    row("an array", "users.json", " \n[{", UserFormat::Json);
    row("an array, whatever the name", "users.txt", "[", UserFormat::Json);
    row("objects", "users.ndjson", "{\"name\"", UserFormat::NdJson);
    row("objects in a .json", "users.json", "{\"name\"", UserFormat::NdJson);
    row("a byte order mark", "users.txt", "\xEF\xBB\xBF[", UserFormat::Json);
    row("neither, but the name says JSON", "users.JSON", "name", UserFormat::Json);
    row("neither, but the name says NDJSON", "users.jsonl", "name", UserFormat::NdJson);
    row("nothing", "users", "", UserFormat::Csv);
}

void TestUserPreview::guessesTheFormat()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, head);
    QFETCH(const UserFormat, format);
    QVERIFY(guessUserFormat(name, { head.constData(), size_t(head.size()) }) == format);
}

void TestUserPreview::showsRowsAndWhatIsWrongWithThem()
{
    QVERIFY(write(path("a.csv"),
                  "Email,age,NAME\nada@example.org,36,Ada\nbob,7,\n"
                  "\"eve@example.org\",9,\"E\xff\"\n"));
    const auto preview = previewUsers(path("a.csv"), std::nullopt, most);
    QVERIFY(preview);
    QVERIFY(preview->format == UserFormat::Csv);
    QCOMPARE(preview->bytes, QFileInfo(path("a.csv")).size());
    QCOMPARE(preview->rows.size(), 3U);
    QVERIFY(!preview->more);
    QVERIFY(!preview->unreadable);
    QCOMPARE(preview->rows[0].line, 2);
    QCOMPARE(preview->rows[0].draft->name, std::string("Ada"));
    QCOMPARE(preview->rows[0].draft->email, std::string("ada@example.org"));
    QCOMPARE(preview->rows[1].line, 3);
    QCOMPARE(preview->rows[1].draft.error().fields.size(), 2);
    QCOMPARE(preview->rows[2].draft.error().fields.first().code, QStringLiteral("invalid_utf8"));
}

void TestUserPreview::showsTheFirstRowsOnly()
{
    QVERIFY(write(path("a.csv"), csvOf(UserPreview::mostRows)));
    auto preview = previewUsers(path("a.csv"), std::nullopt, most);
    QCOMPARE(preview->rows.size(), UserPreview::mostRows);
    QVERIFY(!preview->more);
    QVERIFY(write(path("a.csv"), csvOf(50'000)));
    preview = previewUsers(path("a.csv"), std::nullopt, most);
    QCOMPARE(preview->rows.size(), UserPreview::mostRows);
    QVERIFY(preview->more);
}

void TestUserPreview::readsItAsItIsTold()
{
    QVERIFY(write(path("a.json"), R"([{"name":"Ada","email":"ada@example.org"}])"));
    QVERIFY(previewUsers(path("a.json"), std::nullopt, most)->rows.at(0).draft);
    const auto preview = previewUsers(path("a.json"), UserFormat::NdJson, most);
    QVERIFY(preview->format == UserFormat::NdJson);
    QVERIFY(!preview->rows.at(0).draft);
}

void TestUserPreview::stopsWhereItCannotBeRead()
{
    QVERIFY(write(path("a.json"), "[{\"name\":\"Ada\",\"email\":\"ada@example.org\"},\n;"));
    const auto preview = previewUsers(path("a.json"), std::nullopt, most);
    QCOMPARE(preview->rows.size(), 1U);
    QVERIFY(preview->unreadable);
    QVERIFY(preview->unreadable->detail.startsWith(QStringLiteral("Line 2: ")));
}

void TestUserPreview::anEndlessLineIsNoRow_data()
{
    QTest::addColumn<UserFormat>("format");
    QTest::newRow("CSV") << UserFormat::Csv;
    QTest::newRow("JSON") << UserFormat::Json;
    QTest::newRow("NDJSON") << UserFormat::NdJson;
}

void TestUserPreview::anEndlessLineIsNoRow()
{
    QFETCH(const UserFormat, format);
    const char *begin = format == UserFormat::Csv ? "name,email\n"
            : format == UserFormat::Json          ? "[{\"name\":\""
                                                  : "{\"name\":\"";
    QVERIFY(write(path("a"), begin + QByteArray(3 << 20, 'a')));
    const auto preview = previewUsers(path("a"), format, most);
    QVERIFY(preview);
    QVERIFY(preview->rows.empty());
    QCOMPARE(preview->unreadable->code, QStringLiteral("row_too_long"));
}

void TestUserPreview::saysWhyNothingIsShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("detail");
    QTest::newRow("no file") << QStringLiteral("none") << QStringLiteral("There is no such file.");
    QTest::newRow("a folder") << QStringLiteral("folder")
                              << QStringLiteral("This is a folder; choose a file.");
    QTest::newRow("a pipe nobody writes to")
            << QStringLiteral("pipe") << QStringLiteral("This is not a regular file.");
    QTest::newRow("an empty file")
            << QStringLiteral("empty") << QStringLiteral("The file is empty.");
    QTest::newRow("a file of more than an import takes")
            << QStringLiteral("large")
            << QStringLiteral("The file has 5 MiB; an import takes 4 MiB at most. Split it into "
                              "several, or raise the setting max-import-size.");
    QTest::newRow("UTF-16") << QStringLiteral("utf16")
                            << QStringLiteral("Line 1: The file is UTF-16; save it as UTF-8.");
    QTest::newRow("no header")
            << QStringLiteral("noheader")
            << QStringLiteral("Line 1: The first row must name the columns, separated by commas; "
                              "there is no column name and no column email.");
}

void TestUserPreview::saysWhyNothingIsShown()
{
    QFETCH(const QString, name);
    QFETCH(const QString, detail);
    QDir(m_folder.path()).mkdir(QStringLiteral("folder"));
    ::mkfifo(path("pipe").toLocal8Bit().constData(), 0600);
    QVERIFY(write(path("empty"), {}));
    QVERIFY(write(path("large"), QByteArray(most + 1, 'a')));
    QVERIFY(write(path("utf16"),
                  QByteArray("\xFF\xFE"
                             "n\0a\0",
                             6)));
    QVERIFY(write(path("noheader"), "Ada,ada@example.org\n"));
    const auto preview = previewUsers(m_folder.filePath(name), std::nullopt, most);
    QCOMPARE(preview ? preview->unreadable->detail : preview.error().detail, detail);
}

QTEST_GUILESS_MAIN(TestUserPreview)
#include "tst_userpreview.moc"
