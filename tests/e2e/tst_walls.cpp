// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

/// What the linker and the compiler don't forbid by themselves.
class WallsTest : public QObject
{
    Q_OBJECT

private slots:
    void serverLinksNoWindow();
    void forbiddenForm_data();
    void forbiddenForm();
};

void WallsTest::serverLinksNoWindow()
{
    QProcess ldd;
    ldd.start(QStringLiteral("ldd"), { QStringLiteral(FRONTDESKD) });
    QVERIFY(ldd.waitForFinished());
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY2(libraries.contains("libQt6Core.so.6"), libraries);
    for (const char *window : { "libQt6Gui", "libQt6Widgets", "libQt6Qml", "libX11", "libGL" })
        QVERIFY2(!libraries.contains(window), window);
}

void WallsTest::forbiddenForm_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("example");
    QTest::addColumn<QStringList>("rooms");

    const QString src = QStringLiteral("src"), ui = QStringLiteral("ui");
    QTest::newRow("QFuture::then races on Qt 6.4")
            << QStringLiteral("\\.then\\s*\\(") << QStringLiteral("future.then([] { })")
            << QStringList { src, ui };
    QTest::newRow("QPromise runs continuations twice on Qt 6.4")
            << QStringLiteral("\\bQPromise\\b") << QStringLiteral("QPromise<int> promise;")
            << QStringList { src, ui };
    QTest::newRow("waitFor… blocks the thread") << QStringLiteral(
            "\\bwaitFor(Ready|Bytes|Finish|Start|Connect|Disconnect|Encrypt|Done)\\w*"
            "\\s*\\(") << QStringLiteral("socket.waitForReadyRead(10)")
                                                << QStringList { src, ui };
    QTest::newRow("a nested event loop reenters")
            << QStringLiteral("\\bQEventLoop\\s*(\\w+\\s*[;({]|[({]|>)|\\bprocessEvents\\s*\\(")
            << QStringLiteral("QEventLoop loop;") << QStringList { src, ui };
    QTest::newRow("src knows no window")
            << QStringLiteral("#\\s*include\\s*<(QtWidgets|QtGui|QtQml|QtQuick)\\b")
            << QStringLiteral("#include <QtWidgets/QWidget>") << QStringList { src };
}

void WallsTest::forbiddenForm()
{
    QFETCH(const QString, form);
    QFETCH(const QString, example);
    QFETCH(const QStringList, rooms);
    static const QRegularExpression comment(QStringLiteral("//[^\n]*|/\\*.*?\\*/"),
                                            QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpression forbidden(form);
    QVERIFY(forbidden.isValid() && forbidden.match(example).hasMatch());

    int files = 0;
    QStringList found;
    for (const QString &room : rooms) {
        QDirIterator it(QStringLiteral(SOURCE_FOLDER "/") + room,
                        { QStringLiteral("*.cpp"), QStringLiteral("*.h") }, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            if (QString::fromUtf8(file.readAll()).remove(comment).contains(forbidden))
                found += file.fileName();
            ++files;
        }
    }
    QVERIFY(files > 10);
    QCOMPARE(found, QStringList());
}

QTEST_GUILESS_MAIN(WallsTest)
#include "tst_walls.moc"
