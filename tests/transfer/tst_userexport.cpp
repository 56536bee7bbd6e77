// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/userexport.h"

#include "base/clock.h"
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "transfer/userimport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace frontdesk;

class TestUserExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_source = open(QStringLiteral("source.db"));
        QVERIFY(m_source);
    }
    void cleanup() { m_source.reset(); }

    void importsWhatItExports_data()
    {
        QTest::addColumn<UserFormat>("format");
        QTest::addColumn<int>("more");
        for (const auto &[name, format] :
             { std::pair("JSON", UserFormat::Json), std::pair("CSV", UserFormat::Csv),
               std::pair("NDJSON", UserFormat::NdJson) }) {
            QTest::addRow("%s, a small table", name) << format << 0;
            QTest::addRow("%s, a large table", name) << format << 20'000;
        }
    }

    void importsWhatItExports()
    {
        QFETCH(const UserFormat, format);
        QFETCH(const int, more);
        std::vector<UserDraft> drafts {
            { "Lovelace, Ada", "ada@example.org" },
            { "\"Q\" O'Neill\\", "a\"b,c@d" },
            { " blanks ", "x@y" },
            { "=HYPERLINK(\"http://x\")", "=cmd@x" },
            { "Zo\xC3\xAB \xF0\x9F\x98\x80 \xE2\x80\xA8", "\xC3\xA4@b" },
            { ",", "\"@\"" },
            { "\"", "null@null" },
            { "NULL", "'@'" },
            { "{\"a\":[", "]}@\\" },
        };
        for (int i = 0; i < more; ++i)
            drafts.push_back({ "User, " + std::to_string(i), std::to_string(i) + "@more" });
        QVERIFY(await(m_source->users().import(drafts, drafts.size(), {})));

        const auto written = await(exportUsers(m_source->users(), path(), { format, {} }));
        QVERIFY(written);
        QCOMPARE(QFileInfo(path()).size(), written->bytes);
        QCOMPARE(written->users, qint64(drafts.size()));
        const auto copy = open(QStringLiteral("copy.db"));
        auto file = std::make_unique<QFile>(path());
        QVERIFY(file->open(QIODevice::ReadOnly));
        const auto report = await(
                importUsers(copy->users(), std::move(file), { .format = format, .atomic = true }));
        QVERIFY(report && report->isClean());
        QCOMPARE(report->created, qint64(drafts.size()));

        UserQuery query;
        query.limit = 100'000;
        const auto before = await(m_source->users().page(0, query));
        const auto after = await(copy->users().page(0, query));
        QVERIFY(before && after);
        QCOMPARE(before->users.size(), qsizetype(drafts.size()));
        QCOMPARE(after->users.size(), before->users.size());
        for (qsizetype i = 0; i < before->users.size(); ++i) {
            QVERIFY(after->users[i].name == drafts[size_t(i)].name);
            QVERIFY(after->users[i].email == drafts[size_t(i)].email);
            QCOMPARE(after->users[i].id, before->users[i].id);
        }
    }

    void exportsNobody()
    {
        const auto written
                = await(exportUsers(m_source->users(), path(), { UserFormat::NdJson, {} }));
        QVERIFY(written);
        QCOMPARE(written->bytes, 0);
        QVERIFY(QFile::exists(path()));
        QVERIFY(await(exportUsers(m_source->users(), path(), { UserFormat::Json, {} })));
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("[]")); // in place of the first
    }

    void tellsHowFarItIsAndStops()
    {
        std::vector<UserDraft> drafts;
        for (int i = 0; i < 20'000; ++i)
            drafts.push_back({ "User", std::to_string(i) + "@x" });
        QVERIFY(await(m_source->users().import(drafts, drafts.size(), {})));
        int calls = 0;
        const auto stopped = await(exportUsers(
                m_source->users(), path(), { UserFormat::Csv, [&](const ExportProgress &progress) {
                                                return progress.users == 20'000
                                                        && progress.bytes > 0 && ++calls < 2;
                                            } }));
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QCOMPARE(calls, 2);
        QCOMPARE(QDir(m_folder->path())
                         .entryList({ QStringLiteral("users*"), QStringLiteral(".frontdesk-*") },
                                    QDir::Files | QDir::Hidden),
                 QStringList());
    }

    void saysWhereItCannotWrite()
    {
        const auto failed = await(exportUsers(m_source->users(),
                                              m_folder->filePath(QStringLiteral("no/such/file")),
                                              { UserFormat::Csv, {} }));
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, QStringLiteral("file_unwritable"));
    }

    void leavesNothingWhereTheDiskIsFull()
    {
        std::vector<UserDraft> drafts;
        for (int i = 0; i < 20'000; ++i)
            drafts.push_back({ "User", std::to_string(i) + "@x" });
        QVERIFY(await(m_source->users().import(drafts, drafts.size(), {})));
        // No file may grow beyond that: what a disk without room does, too.
        rlimit before = {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small { 100'000, before.rlim_max };
        ::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto failed = await(exportUsers(m_source->users(), path(), { UserFormat::Csv, {} }));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, ErrorKind::Io);
        QVERIFY(failed.error().detail.contains(QLatin1String("File too large")));
        QCOMPARE(QDir(m_folder->path())
                         .entryList({ QStringLiteral("users*"), QStringLiteral(".frontdesk-*") },
                                    QDir::Files | QDir::Hidden),
                 QStringList());
    }

private:
    std::unique_ptr<Database> open(const QString &name)
    {
        auto opened = Database::openSqlite(m_folder->filePath(name), Clock::system());
        return opened ? std::move(*opened) : nullptr;
    }
    QString path() const { return m_folder->filePath(QStringLiteral("users.out")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_source;
};

QTEST_GUILESS_MAIN(TestUserExport)
#include "tst_userexport.moc"
