// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowchanges.h"

#include <QTest>

using namespace frontdesk;

namespace {

/// A letter is a user.
QList<User> users(const QByteArray &letters)
{
    QList<User> users;
    for (const char letter : letters)
        users.append({ letter, {}, {} });
    return users;
}

} // namespace

class TestRowChanges : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatGoesAndComes_data();
    void saysWhatGoesAndComes();
};

void TestRowChanges::saysWhatGoesAndComes_data()
{
    using Changes = std::vector<RowChange>;
    const auto removed = RowChange::Removed, inserted = RowChange::Inserted;
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<Changes>("changes");
    QTest::newRow("the same") << QByteArray("abcd") << QByteArray("abcd") << Changes {};
    QTest::newRow("one went, one came in at the end")
            << QByteArray("abcd") << QByteArray("acde") << Changes { { removed, 1, 1 } };
    QTest::newRow("one came, one was pushed out")
            << QByteArray("abcd") << QByteArray("axbc") << Changes { { inserted, 1, 1 } };
    QTest::newRow("two went above it")
            << QByteArray("abcdef") << QByteArray("cdefgh") << Changes { { removed, 0, 2 } };
    QTest::newRow("one came above it")
            << QByteArray("bcd") << QByteArray("abc") << Changes { { inserted, 0, 1 } };
    QTest::newRow("both") << QByteArray("abcdef") << QByteArray("axcdyf")
                          << Changes { { removed, 1, 1 },
                                       { inserted, 1, 1 },
                                       { removed, 4, 1 },
                                       { inserted, 4, 1 } };
    QTest::newRow("one moved down") << QByteArray("abcde") << QByteArray("bcdae")
                                    << Changes { { removed, 0, 1 }, { inserted, 3, 1 } };
    QTest::newRow("nobody is in both") << QByteArray("abc") << QByteArray("xyz") << Changes {};
    QTest::newRow("nobody was there") << QByteArray("") << QByteArray("abc") << Changes {};
    QTest::newRow("nobody is there") << QByteArray("abc") << QByteArray("") << Changes {};
}

void TestRowChanges::saysWhatGoesAndComes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, now);
    QFETCH(std::vector<RowChange>, changes);
    QVERIFY(rowChanges(users(before), users(now)) == changes);
}

QTEST_APPLESS_MAIN(TestRowChanges)
#include "tst_rowchanges.moc"
