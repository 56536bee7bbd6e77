// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingsfile.h"

#include "app/setting.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

/// The configuration file: read, changed in place, set aside.
class TestSettingsFile : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void valuesComeBack_data();
    void valuesComeBack();
    void changesOnlyWhatItWasTold_data();
    void changesOnlyWhatItWasTold();
    void makesFileAndFolder();
    void writesThroughALink();
    void leavesABrokenFileAlone();
    void saysWhyItCannotWrite();
    void refusesWhatIsNoFile();
    void startsAnew();

private:
    QString path(const QString &name = QStringLiteral("frontdesk.ini")) const
    {
        return m_folder->filePath(name);
    }
    QByteArray contents(const QString &name = QStringLiteral("frontdesk.ini")) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    void put(const QByteArray &text) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSettingsFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSettingsFile::valuesComeBack_data()
{
    QTest::addColumn<QString>("value");

    const auto row = [](const char *name, const char *value) {
        QTest::newRow(name) << QString::fromUtf8(value);
    };
    row("a number", "5000");
    row("a path", "/srv/frontdesk.d/data-1_2");
    row("a path with a space", "/srv/my data");
    row("spaces at its ends", " /srv ");
    row("commas make no list", "16,sleep=4");
    row("a comma and a space", "/srv/a, b");
    row("a semicolon begins no comment", "/srv/a;b");
    row("quotes", "/srv/\"a\"");
    row("backslashes", "C:\\new\\x41");
    row("a backslash at its end", "C:\\");
    row("a percent sign", "/srv/%41");
    row("what looks like a variant", "@Variant(1)");
    row("other letters", "/srv/größe/データ");
    row("true", "true");
}

void TestSettingsFile::valuesComeBack()
{
    QFETCH(const QString, value);
    const SettingTexts wanted { { QStringLiteral("data"), value },
                                { QStringLiteral("port"), QStringLiteral("81") } };
    const SettingsFile file(path());
    const auto written = file.write(wanted, wanted.keys());
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    const auto read = file.read();
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(*read, wanted);
    QCOMPARE(*written, wanted);
}

void TestSettingsFile::changesOnlyWhatItWasTold_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // port 81, host the default, nothing said of threads

    const auto row = [](const char *name, const char *before, const char *after) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after);
    };
    row("an empty file", "", "port=81\n");
    row("comments and order stay", "; mine\n\nthreads=2\nport=80\n; end\n",
        "; mine\n\nthreads=2\nport=81\n; end\n");
    row("a default is taken out", "host=::1\nthreads=2\n", "threads=2\nport=81\n");
    row("what is right already isn't touched", "port = 81 \n", "port = 81 \n");
    row("spaces around", "  port = 80\n", "port=81\n");
    row("no line end at the end", "threads=2", "threads=2\nport=81\n");
    row("the last of two counts, one is left", "port=79\nport=80\n", "port=81\n");
    row("a name that begins alike", "; port=1\nthreads=2\n", "; port=1\nthreads=2\nport=81\n");
    row("the general section", "[General]\nport=80\n", "[General]\nport=81\n");
    row("lines of another system", "threads=2\r\nport=80\r\n", "threads=2\nport=81\n");
    row("a value over two lines", "host=::\\\n1\nthreads=2\n", "threads=2\nport=81\n");
}

void TestSettingsFile::changesOnlyWhatItWasTold()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    put(before);
    const SettingTexts wanted { { QStringLiteral("port"), QStringLiteral("81") } };
    const auto written = SettingsFile(path()).write(
            wanted, { QStringLiteral("port"), QStringLiteral("host") });
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    QCOMPARE(contents(), after);
    const auto read = SettingsFile(path()).read();
    QVERIFY(read);
    QCOMPARE(*read, *written);
    QCOMPARE(read->value(QStringLiteral("port")), QStringLiteral("81"));
}

void TestSettingsFile::makesFileAndFolder()
{
    const SettingsFile file(path(QStringLiteral("a/b/frontdesk.ini")));
    QVERIFY(file.write({ { QStringLiteral("port"), QStringLiteral("81") } },
                       { QStringLiteral("port") }));
    QCOMPARE(contents(QStringLiteral("a/b/frontdesk.ini")), QByteArray("port=81\n"));
    QCOMPARE(QDir(path(QStringLiteral("a/b"))).entryList(QDir::Files).size(), 1);
}

void TestSettingsFile::writesThroughALink()
{
    put("port=80\n");
    const QString link = path(QStringLiteral("link.ini"));
    QVERIFY(QFile::link(path(), link));
    QVERIFY(SettingsFile(link).write({ { QStringLiteral("port"), QStringLiteral("81") } },
                                     { QStringLiteral("port") }));
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(contents(), QByteArray("port=81\n"));
}

void TestSettingsFile::leavesABrokenFileAlone()
{
    put("prot=80\n");
    const auto written = SettingsFile(path()).write(
            { { QStringLiteral("port"), QStringLiteral("81") } }, { QStringLiteral("port") });
    QVERIFY(!written);
    QVERIFY2(written.error().detail.contains(QLatin1String("prot")),
             qPrintable(written.error().detail));
    QCOMPARE(contents(), QByteArray("prot=80\n"));
}

void TestSettingsFile::saysWhyItCannotWrite()
{
    put("port=80\n"); // a file, where a folder is wanted
    const auto written = SettingsFile(path(QStringLiteral("frontdesk.ini/frontdesk.ini")))
                                 .write({ { QStringLiteral("port"), QStringLiteral("81") } },
                                        { QStringLiteral("port") });
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Io);
    QVERIFY2(written.error().detail.contains(QLatin1String("cannot be written")),
             qPrintable(written.error().detail));
    QCOMPARE(contents(), QByteArray("port=80\n"));
}

void TestSettingsFile::refusesWhatIsNoFile()
{
    const auto folder = SettingsFile(m_folder->path()).read();
    QVERIFY(!folder);
    QVERIFY(folder.error().detail.contains(QLatin1String("cannot be read")));
    put(QByteArray(2 << 20, 'x'));
    const auto large = SettingsFile(path()).read();
    QVERIFY(!large);
    QVERIFY2(large.error().detail.contains(QLatin1String("larger")),
             qPrintable(large.error().detail));
    put("%0Aport%0A=\"a\nb\"\n" + QByteArray(5000, 'k') + "=1\n");
    const auto odd = SettingsFile(path()).read();
    QVERIFY(!odd);
    QVERIFY(!odd.error().detail.contains(u'\n'));
}

void TestSettingsFile::startsAnew()
{
    put("prot=80\n");
    const auto aside = SettingsFile(path()).startAnew();
    QVERIFY(aside);
    QVERIFY(aside->startsWith(path() + QLatin1String(".broken-")));
    QCOMPARE(contents(QFileInfo(*aside).fileName()), QByteArray("prot=80\n"));
    const auto fresh = SettingsFile(path()).read();
    QVERIFY(fresh);
    QVERIFY(fresh->isEmpty());

    const auto missing = SettingsFile(path(QStringLiteral("sub/new.ini"))).startAnew();
    QVERIFY(missing);
    QCOMPARE(*missing, QString());
    QVERIFY(QFile::exists(path(QStringLiteral("sub/new.ini"))));
}

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
