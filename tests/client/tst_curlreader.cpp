// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/curlreader.h"

#include "client/draftcurl.h"
#include "client/preparedrequest.h"
#include "http/sender.h"
#include "support/scriptedserver.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace frontdesk;

namespace {

/// What of a request a command decides: the rest is every program's own.
QByteArray essence(const QByteArray &request)
{
    const qsizetype headEnd = request.indexOf("\r\n\r\n");
    QByteArrayList lines = QByteArray(request.left(headEnd)).replace("\r\n", "\n").split('\n');
    QByteArrayList kept { lines.takeFirst() };
    std::sort(lines.begin(), lines.end());
    for (const QByteArray &line : lines) {
        const QByteArray name = line.left(line.indexOf(':')).toLower();
        const bool own = name == "host" || name == "connection" || name == "content-length"
                || (name == "user-agent" && (line.contains("curl/") || line.contains("Frontdesk")));
        if (!own)
            kept.append(name + ": " + line.mid(line.indexOf(':') + 1).trimmed());
    }
    QString text = QString::fromUtf8(kept.join('\n') + "\n\n" + request.mid(headEnd + 4));
    // %c3 is %C3.
    static const QRegularExpression escape(QStringLiteral("%[0-9a-fA-F]{2}"));
    for (auto matches = escape.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        text.replace(match.capturedStart(), 3, match.captured().toUpper());
    }
    // Everybody draws a boundary, and guesses a file's type, himself.
    const auto boundary
            = QRegularExpression(QStringLiteral("boundary=([^\\s;]+)")).match(text).captured(1);
    if (!boundary.isEmpty())
        text.replace(boundary, QStringLiteral("BOUNDARY"));
    return text.toUtf8();
}

bool isWhole(const QByteArray &request)
{
    const qsizetype headEnd = request.indexOf("\r\n\r\n");
    static const QRegularExpression length(QStringLiteral("Content-Length: (\\d+)"));
    const auto match = length.match(QString::fromLatin1(request.left(headEnd)));
    return headEnd > 0
            && (!match.hasMatch()
                || request.size() - headEnd - 4 >= match.captured(1).toLongLong());
}

} // namespace

class TestCurlReader : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void sendsWhatCurlSends_data();
    void sendsWhatCurlSends();
    void whatIsCopiedIsReadAgain();
    void editorsFit();
    void saysWhatItLeavesOut_data();
    void saysWhatItLeavesOut();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void knowsACommandFromAnAddress();

private:
    template <typename Done>
    QByteArray answered(Done done);
    QByteArray sentBy(const OutgoingRequest &request);
    QByteArray sentByShell(const QString &command);

    QTemporaryDir m_folder;
    ScriptedServer m_server;
};

void TestCurlReader::initTestCase()
{
    for (const char *name : { "data", "data.png", "data.html" }) {
        QFile file(m_folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("file's content");
        file.write(QByteArray("\0\xff\r\n", 4));
    }
}

/// The request, which is answered once all of it is there.
template <typename Done>
QByteArray TestCurlReader::answered(Done done)
{
    if (!QTest::qWaitFor([this] { return isWhole(m_server.received); }))
        return "no whole request came";
    const QByteArray received = std::exchange(m_server.received, {});
    m_server.client->write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    m_server.client->disconnectFromHost();
    return QTest::qWaitFor(done) ? received : "nothing came of the answer";
}

QByteArray TestCurlReader::sentBy(const OutgoingRequest &request)
{
    Sender sender;
    QSignalSpy finished(&sender, &Sender::finished);
    sender.send(request);
    return answered([&finished] { return !finished.isEmpty(); });
}

QByteArray TestCurlReader::sentByShell(const QString &command)
{
    QProcess shell;
    shell.start(QStringLiteral("bash"), { QStringLiteral("-c"), command });
    return answered([&shell] { return shell.state() == QProcess::NotRunning; });
}

void TestCurlReader::sendsWhatCurlSends_data()
{
    QTest::addColumn<QString>("arguments"); // % is the server, @ the file

    const auto row = [](const char *arguments) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments);
    };
    row("%/users");
    row("-X DELETE %/users/1");
    row("%/a -XPUT -H 'X-A: 1' -H 'x-b:2' -H 'X-Empty;'");
    row("%/a -d a=1 -d b=2");
    row("%/a -d 'a=b c&d=%20+'");
    row("%/a --data-raw '@no file'");
    row("%/a --data-binary @FILE");
    row("%/a --data-binary $'two\\nlines\\u00e4'");
    row("%/a --data-urlencode 'q=a b&ä' --data-urlencode 'plain text' --data-urlencode '=x/y'");
    row("-G %/a -d q=1 --data-urlencode 'w=ä ö'");
    row("-G '%/a?z=0' -d q=1");
    row("%/a -H 'Content-Type: application/json' -d '{\"a\":1}'");
    row("%/a --request PATCH --header 'content-type: application/merge-patch+json' --data '{}'");
    row("%/a --json '{\"a\":' --json '1}'");
    row("%/a --json '{}' -H 'Accept: text/plain'");
    row("%/a -d x -H 'Content-Type:'");
    row("%/a -u ada:pass:word");
    row("%/a -b 'a=1; b=2' -A Agent/1 -e http://from/");
    row("%/a -F name=Ada -F 'note=a;b' --form-string 'at=@home'");
    row("%/a -F 'file=@FILE;type=application/octet-stream' -F 'quo\"te=x'");
    row("%/a -F 'picture=@FILE.png' -F 'page=@\"FILE.html\"'");
    row("-T FILE -H 'Content-Type: application/octet-stream' -H Expect: %/put");
    row("-sSkLi --compressed -H 'Accept-Encoding: gzip, deflate' %/x -o /dev/null");
    row("-I %/head");
    row("--url %/a --oauth2-bearer token");
    row("%/a -d ''");
}

void TestCurlReader::sendsWhatCurlSends()
{
    QFETCH(QString, arguments);
    if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty()
        || QStandardPaths::findExecutable(QStringLiteral("bash")).isEmpty())
        QSKIP("there is no curl, or no bash");
    const QString server = QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort());
    QString command = QStringLiteral("curl ") + arguments;
    command.replace(QLatin1String("%/"), server + u'/');
    command.replace(QLatin1String("FILE"), m_folder.filePath(QStringLiteral("data")));

    const auto read = readCurl(command);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    const auto request = prepared(read->draft, {});
    QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
    const QByteArray ours = essence(sentBy(*request));
    command.remove(QStringLiteral(" --compressed"));
    const QByteArray curls = essence(sentByShell(command));
    QCOMPARE(ours, curls);
}

/// A command made from a draft means that draft.
void TestCurlReader::whatIsCopiedIsReadAgain()
{
    const QUrl base(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
    RequestDraft draft;
    draft.method = QStringLiteral("PUT");
    draft.url = QStringLiteral("/x/../y?q=%20+&q=ä'\"$");
    draft.headers = { { true, QStringLiteral("X-A"), QStringLiteral("it's $HOME") },
                      { false, QStringLiteral("X-Off"), QStringLiteral("1") } };
    draft.auth = RequestDraft::Auth::Basic;
    draft.user = QStringLiteral("ada");
    draft.password = QStringLiteral("p:w'");
    for (const auto kind : { RequestDraft::BodyKind::None, RequestDraft::BodyKind::Json,
                             RequestDraft::BodyKind::Text, RequestDraft::BodyKind::Form,
                             RequestDraft::BodyKind::Multipart, RequestDraft::BodyKind::File }) {
        draft.bodyKind = kind;
        draft.text = QStringLiteral("{\"a\":\n'ä'}");
        draft.form = { { true, QStringLiteral("a b"), QStringLiteral("&=ä") } };
        draft.file = m_folder.filePath(QStringLiteral("data"));
        draft.parts = { { true, QStringLiteral("t"), QStringLiteral("a\";\\b"), false },
                        { true, QStringLiteral("f"), draft.file, true } };
        const auto command = curlOf(draft, base);
        QVERIFY(command);
        const auto again = readCurl(*command);
        QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
        QCOMPARE(essence(sentBy(*prepared(again->draft, {}))),
                 essence(sentBy(*prepared(draft, base))));
    }
}

void TestCurlReader::editorsFit()
{
    const auto kindOf = [](const char *command) {
        return readCurl(QString::fromLatin1(command))->draft.bodyKind;
    };
    using Kind = RequestDraft::BodyKind;
    QCOMPARE(kindOf("curl h -d a=1"), Kind::Form);
    QCOMPARE(kindOf("curl h -d '{}'"), Kind::Text);
    QCOMPARE(kindOf("curl h -H 'Content-Type: application/problem+json' -d {}"), Kind::Json);
    QCOMPARE(kindOf("curl h -F a=1"), Kind::Multipart);
    QCOMPARE(readCurl(QStringLiteral("curl 'h/?a=1&b'"))->draft.query.size(), 2);
    QCOMPARE(readCurl(QStringLiteral("curl -u ada: h"))->draft.auth, RequestDraft::Auth::Basic);
}

void TestCurlReader::saysWhatItLeavesOut_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("note");

    QTest::newRow("-k") << "curl -k h"
                        << "--insecure";
    QTest::newRow("-L") << "curl -L h"
                        << "not followed";
    QTest::newRow("two") << "curl h i"
                         << "first of its addresses";
    QTest::newRow("jar") << "curl -b jar.txt h"
                         << "jar.txt";
    QTest::newRow("a part's type") << "curl h -F 'f=@\"a.png\"; type=image/webp'"
                                   << "“type=image/webp” of the part f";
    QTest::newRow("a part's name") << "curl h -F 'f=@a.png;filename=b.png'"
                                   << "filename=b.png";
    QTest::newRow("pipe") << "curl --data-binary @- h"
                          << "choose a file";
}

void TestCurlReader::saysWhatItLeavesOut()
{
    QFETCH(QString, command);
    QFETCH(QString, note);
    const auto read = readCurl(command);
    QVERIFY(read);
    QVERIFY2(read->notes.join(u' ').contains(note), qPrintable(read->notes.join(u' ')));
}

void TestCurlReader::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("error");

    QTest::newRow("no address") << "curl -X POST"
                                << "no address";
    QTest::newRow("unknown") << "curl --frobnicate h"
                             << "--frobnicate";
    QTest::newRow("unknown letter") << "curl -sYh"
                                    << "-Y";
    QTest::newRow("no value") << "curl h -H"
                              << "-H is missing";
    QTest::newRow("quote") << "curl 'h"
                           << "not closed";
}

void TestCurlReader::saysWhatIsWrong()
{
    QFETCH(QString, command);
    QFETCH(QString, error);
    const auto read = readCurl(command);
    QVERIFY(!read);
    QVERIFY2(read.error().detail.contains(error), qPrintable(read.error().detail));
}

void TestCurlReader::knowsACommandFromAnAddress()
{
    QVERIFY(looksLikeCurl(QStringLiteral("  curl http://h/")));
    QVERIFY(looksLikeCurl(QStringLiteral("curl\\\n h").replace(u'\\', u' ')));
    QVERIFY(!looksLikeCurl(QStringLiteral("curl.se/docs")));
    QVERIFY(!looksLikeCurl(QStringLiteral("http://h/curl x")));
}

QTEST_GUILESS_MAIN(TestCurlReader)
#include "tst_curlreader.moc"
