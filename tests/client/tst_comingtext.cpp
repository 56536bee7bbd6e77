// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/comingtext.h"

#include <QTest>

using namespace frontdesk;

class TestComingText : public QObject
{
    Q_OBJECT

private slots:
    void putsCharactersTogether()
    {
        ComingText text;
        QCOMPARE(text.add("Zo\xC3"), QStringLiteral("Zo"));
        QCOMPARE(text.add("\xAB\n"), QStringLiteral("ë\n"));
    }

    void showsWhatIsNoUtf8()
    {
        ComingText text;
        QCOMPARE(text.add("a\xFF z"), QStringLiteral("a\uFFFD z"));
    }

    void cutsALineWithoutAnEnd()
    {
        ComingText text;
        const QByteArray most(ComingText::longestLine, 'x');
        QCOMPARE(text.add(most), QString::fromLatin1(most));
        QCOMPARE(text.add("yy"), QStringLiteral("…"));
        QCOMPARE(text.add("yy"), QString());
        QCOMPARE(text.add("y\nnext"), QStringLiteral("\nnext"));
    }
};

QTEST_GUILESS_MAIN(TestComingText)
#include "tst_comingtext.moc"
