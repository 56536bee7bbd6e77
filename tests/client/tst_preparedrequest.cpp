// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/preparedrequest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

namespace {

using Kind = RequestDraft::BodyKind;

RequestDraft draftOf(Kind kind)
{
    RequestDraft draft;
    draft.method = QStringLiteral("POST");
    draft.url = QStringLiteral("http://h/p");
    draft.bodyKind = kind;
    return draft;
}

QByteArray header(const OutgoingRequest &request, const QByteArray &name)
{
    QByteArrayList values;
    for (const HeaderField &field : request.headers) {
        if (field.name.toLower() == name.toLower())
            values << field.value;
    }
    return values.join(" | ");
}

} // namespace

class TestPreparedRequest : public QObject
{
    Q_OBJECT

private slots:
    void eachKindHasItsBodyAndType();
    void aTypeThatWasTypedWins();
    void onlyTheEnabledIsSent();
    void multipartStreamsItsFiles();
    void multipartKeepsATypedBoundary();
    void authorizes();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void aDraftSurvivesItsFile();
};

void TestPreparedRequest::eachKindHasItsBodyAndType()
{
    RequestDraft draft = draftOf(Kind::None);
    draft.text = QStringLiteral("{\"ä\":1}");
    draft.form = { { true, QStringLiteral("a b"), QStringLiteral("ä&") } };
    auto request = prepared(draft, {});
    QVERIFY(request->body.isEmpty());
    QCOMPARE(header(*request, "Content-Type"), QByteArray());

    draft.bodyKind = Kind::Json;
    request = prepared(draft, {});
    QCOMPARE(request->body[0].bytes, QByteArray("{\"\xc3\xa4\":1}"));
    QCOMPARE(header(*request, "Content-Type"), QByteArray("application/json"));

    draft.bodyKind = Kind::Text;
    request = prepared(draft, {});
    QCOMPARE(request->body[0].bytes, QByteArray("{\"\xc3\xa4\":1}"));
    QCOMPARE(header(*request, "Content-Type"), QByteArray());

    draft.bodyKind = Kind::Form;
    request = prepared(draft, {});
    QCOMPARE(request->body[0].bytes, QByteArray("a+b=%C3%A4%26"));
    QCOMPARE(header(*request, "Content-Type"), QByteArray("application/x-www-form-urlencoded"));
}

void TestPreparedRequest::aTypeThatWasTypedWins()
{
    RequestDraft draft = draftOf(Kind::Json);
    draft.headers
            = { { true, QStringLiteral("content-type"), QStringLiteral("application/x+json") } };
    QCOMPARE(header(*prepared(draft, {}), "Content-Type"), QByteArray("application/x+json"));
    draft.headers[0].enabled = false;
    QCOMPARE(header(*prepared(draft, {}), "Content-Type"), QByteArray("application/json"));
}

void TestPreparedRequest::onlyTheEnabledIsSent()
{
    RequestDraft draft = draftOf(Kind::Form);
    draft.headers = { { true, QStringLiteral("A"), QStringLiteral("1") },
                      { false, QStringLiteral("B"), QStringLiteral("2") },
                      { true, QString(), QString() } };
    draft.form = { { false, QStringLiteral("a"), QStringLiteral("1") },
                   { true, QStringLiteral("b"), QStringLiteral("2") },
                   { true, QStringLiteral("b"), QStringLiteral("3") } };
    const auto request = prepared(draft, {});
    QVERIFY(request);
    QCOMPARE(header(*request, "A"), QByteArray("1"));
    QCOMPARE(header(*request, "B"), QByteArray());
    QCOMPARE(request->headers.size(), 2);
    QCOMPARE(request->body[0].bytes, QByteArray("b=2&b=3"));
}

void TestPreparedRequest::multipartStreamsItsFiles()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a\"b.bin")));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write("12345");
    file.close();
    RequestDraft draft = draftOf(Kind::Multipart);
    draft.parts = { { true, QStringLiteral("te\"xt"), QStringLiteral("ä"), false },
                    { true, QStringLiteral("file"), file.fileName(), true },
                    { false, QStringLiteral("off"), QStringLiteral("missing"), true } };
    const auto request = prepared(draft, {});
    QVERIFY(request);
    const QByteArray type = header(*request, "Content-Type");
    QVERIFY(type.startsWith("multipart/form-data; boundary="));
    const QByteArray boundary = type.mid(type.indexOf('=') + 1);
    QCOMPARE(request->body.size(), 3);
    QCOMPARE(request->body[0].bytes,
             QByteArray("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"te%22xt\"\r\n\r\n\xc3\xa4\r\n"
                          "--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; "
                          "filename=\"a%22b.bin\"\r\n"
                          "Content-Type: application/octet-stream\r\n\r\n"));
    QCOMPARE(request->body[1].file, file.fileName());
    QCOMPARE(request->body[1].size, 5);
    QCOMPARE(request->body[2].bytes, QByteArray("\r\n--" + boundary + "--\r\n"));
    QCOMPARE(request->bodySize(), request->body[0].size + 5 + request->body[2].size);
    QVERIFY(header(*prepared(draft, {}), "Content-Type") != type); // drawn anew

    QVERIFY(file.rename(folder.filePath(QStringLiteral("c.JSON"))));
    draft.parts[1].value = file.fileName();
    QVERIFY(prepared(draft, {})->body[0].bytes.endsWith(
            "filename=\"c.JSON\"\r\nContent-Type: application/json\r\n\r\n"));
}

void TestPreparedRequest::multipartKeepsATypedBoundary()
{
    RequestDraft draft = draftOf(Kind::Multipart);
    draft.headers = { { true, QStringLiteral("Content-Type"),
                        QStringLiteral("multipart/mixed; boundary=\"mine\"; x=y") } };
    draft.parts = { { true, QStringLiteral("a"), QStringLiteral("1"), false } };
    const auto request = prepared(draft, {});
    QCOMPARE(header(*request, "Content-Type"),
             QByteArray("multipart/mixed; boundary=\"mine\"; x=y"));
    QVERIFY(request->body[0].bytes.startsWith("--mine\r\n"));
    draft.headers[0].value = QStringLiteral("multipart/mixed");
    QVERIFY(header(*prepared(draft, {}), "Content-Type").startsWith("multipart/mixed; boundary=f"));
}

void TestPreparedRequest::authorizes()
{
    RequestDraft draft = draftOf(Kind::None);
    draft.auth = RequestDraft::Auth::Basic;
    draft.user = QStringLiteral("Aladdin"); // RFC 7617 §2
    draft.password = QStringLiteral("open sesame");
    QCOMPARE(header(*prepared(draft, {}), "Authorization"),
             QByteArray("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    draft.auth = RequestDraft::Auth::Bearer;
    draft.token = QStringLiteral(" abc ");
    QCOMPARE(header(*prepared(draft, {}), "Authorization"), QByteArray("Bearer abc"));
    draft.headers = { { true, QStringLiteral("authorization"), QStringLiteral("Mine") } };
    QCOMPARE(header(*prepared(draft, {}), "Authorization"), QByteArray("Mine"));
}

void TestPreparedRequest::saysWhatIsWrong_data()
{
    QTest::addColumn<RequestDraft>("draft");
    QTest::addColumn<QString>("error");

    RequestDraft draft = draftOf(Kind::None);
    draft.method = QStringLiteral("GET IT");
    QTest::newRow("method") << draft << "one word";
    draft = draftOf(Kind::None);
    draft.url.clear();
    QTest::newRow("address") << draft << "Type an address";
    draft = draftOf(Kind::None);
    draft.headers = { { true, QStringLiteral("a b"), QStringLiteral("c") } };
    QTest::newRow("header's name") << draft << "“a b” can't be a header's name";
    draft.headers = { { true, QStringLiteral("X"), QStringLiteral("c\nEvil: 1") } };
    QTest::newRow("header's value") << draft << "header X holds a control character";
    draft = draftOf(Kind::None);
    draft.auth = RequestDraft::Auth::Bearer;
    draft.token = QStringLiteral("a\r\nEvil: 1");
    QTest::newRow("token") << draft << "line break";
    draft.auth = RequestDraft::Auth::Basic;
    draft.user = QStringLiteral("a:b");
    QTest::newRow("user") << draft << "colon";
    draft = draftOf(Kind::File);
    QTest::newRow("no file") << draft << "Choose the file";
    draft.file = QStringLiteral("/does/not/exist");
    QTest::newRow("missing file") << draft << "/does/not/exist can't be read";
    draft.file = QStringLiteral("/");
    QTest::newRow("folder") << draft << "can't be read";
}

void TestPreparedRequest::saysWhatIsWrong()
{
    QFETCH(RequestDraft, draft);
    QFETCH(QString, error);
    const auto request = prepared(draft, {});
    QVERIFY(!request);
    QVERIFY2(request.error().detail.contains(error), qPrintable(request.error().detail));
}

void TestPreparedRequest::aDraftSurvivesItsFile()
{
    for (const Kind kind :
         { Kind::None, Kind::Json, Kind::Text, Kind::Form, Kind::Multipart, Kind::File }) {
        RequestDraft draft = draftOf(kind);
        draft.method = QStringLiteral("not yet right");
        draft.url = QStringLiteral("ä?a&b=&c=1");
        draft.query = { { true, QStringLiteral("a"), QString() },
                        { true, QStringLiteral("b"), QStringLiteral("") },
                        { false, QStringLiteral("c"), QStringLiteral("1") } };
        draft.headers = { { false, QStringLiteral("X"), QStringLiteral("\u20ac\n") } };
        draft.text = QStringLiteral("{\"unfinished");
        draft.form = { { true, QStringLiteral("f"), QStringLiteral("1") } };
        draft.parts = { { false, QStringLiteral("p"), QStringLiteral("/x"), true } };
        draft.file = QStringLiteral("/y");
        draft.auth = RequestDraft::Auth::Bearer;
        draft.user = QStringLiteral("u");
        draft.password = QStringLiteral("p");
        draft.token = QStringLiteral("t");
        const auto read = RequestDraft::fromJson(draft.toJson());
        QVERIFY(read);
        QVERIFY(*read == draft);
    }
    QVERIFY(!RequestDraft::fromJson("{"));
    QVERIFY(!RequestDraft::fromJson("[]"));
    QVERIFY(*RequestDraft::fromJson("{}") == RequestDraft());
}

QTEST_GUILESS_MAIN(TestPreparedRequest)
#include "tst_preparedrequest.moc"
