// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/userencoder.h"

#include <QTest>

using namespace frontdesk;

namespace {

QByteArray written(UserFormat format, const QList<QByteArray> &names)
{
    UserEncoder encoder(format);
    qint64 id = 0;
    for (const QByteArray &name : names)
        encoder.add(++id, name.toStdString(), "a@b");
    encoder.end();
    return encoder.take();
}

} // namespace

class TestUserEncoder : public QObject
{
    Q_OBJECT

private slots:
    void writesLists_data()
    {
        QTest::addColumn<UserFormat>("format");
        QTest::addColumn<int>("count");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("JSON of nobody") << UserFormat::Json << 0 << QByteArray("[]");
        QTest::newRow("JSON") << UserFormat::Json << 2
                              << QByteArray("[{\"id\":1,\"name\":\"N\",\"email\":\"a@b\"},"
                                            "{\"id\":2,\"name\":\"N\",\"email\":\"a@b\"}]");
        QTest::newRow("CSV of nobody") << UserFormat::Csv << 0 << QByteArray("id,name,email\r\n");
        QTest::newRow("CSV") << UserFormat::Csv << 2
                             << QByteArray("id,name,email\r\n1,N,a@b\r\n2,N,a@b\r\n");
        QTest::newRow("NDJSON of nobody") << UserFormat::NdJson << 0 << QByteArray();
        QTest::newRow("NDJSON") << UserFormat::NdJson << 2
                                << QByteArray("{\"id\":1,\"name\":\"N\",\"email\":\"a@b\"}\n"
                                              "{\"id\":2,\"name\":\"N\",\"email\":\"a@b\"}\n");
    }

    void writesLists()
    {
        QFETCH(UserFormat, format);
        QFETCH(int, count);
        QTEST(written(format, QList<QByteArray>(count, "N")), "text");
    }

    void writesCsvFields_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("plain") << QByteArray("Ada Lovelace") << QByteArray("Ada Lovelace");
        QTest::newRow("a comma") << QByteArray("Lovelace, Ada") << QByteArray("\"Lovelace, Ada\"");
        QTest::newRow("quotes") << QByteArray("\"Ada\"") << QByteArray("\"\"\"Ada\"\"\"");
        QTest::newRow("a line end") << QByteArray("A\nB") << QByteArray("\"A\nB\"");
        QTest::newRow("blanks at the ends") << QByteArray(" Ada ") << QByteArray("\" Ada \"");
        QTest::newRow("a formula, as it is")
                << QByteArray("=HYPERLINK(A1)") << QByteArray("=HYPERLINK(A1)");
        QTest::newRow("not ASCII") << QByteArray("Zo\xC3\xAB \xF0\x9F\x98\x80")
                                   << QByteArray("Zo\xC3\xAB \xF0\x9F\x98\x80");
    }

    void writesCsvFields()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, field);
        QCOMPARE(written(UserFormat::Csv, { name }), "id,name,email\r\n1," + field + ",a@b\r\n");
    }

    void leavesPieceByPiece()
    {
        for (const auto format : { UserFormat::Json, UserFormat::Csv, UserFormat::NdJson }) {
            UserEncoder encoder(format);
            QByteArray pieces = encoder.take();
            for (int id = 1; id <= 3; ++id) {
                encoder.add(id, "N", "a@b");
                QVERIFY(encoder.size() > 0);
                pieces += encoder.take();
                QCOMPARE(encoder.size(), 0);
            }
            encoder.end();
            pieces += encoder.take();
            QCOMPARE(pieces, written(format, { "N", "N", "N" }));
        }
    }
};

QTEST_GUILESS_MAIN(TestUserEncoder)
#include "tst_userencoder.moc"
