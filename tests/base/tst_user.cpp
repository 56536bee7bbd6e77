// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/user.h"

#include <QJsonArray>
#include <QTest>

using namespace frontdesk;

namespace {

QJsonObject body(const QJsonValue &name, const QJsonValue &email)
{
    return { { QStringLiteral("name"), name }, { QStringLiteral("email"), email } };
}

QString times(int count, const QString &text)
{
    return text.repeated(count);
}

} // namespace

class TestUser : public QObject
{
    Q_OBJECT

private slots:
    void accepts_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("email");
        const QString email = QStringLiteral("geeks@gfg.org");
        QTest::newRow("the tutorial's") << QStringLiteral("Geek") << email;
        QTest::newRow("shortest") << QStringLiteral("a") << QStringLiteral("a@b");
        QTest::newRow("longest name") << times(50, QStringLiteral("a")) << email;
        QTest::newRow("50 code points outside the BMP")
                << times(50, QString::fromUtf8("\xF0\x9F\x98\x80")) << email;
        QTest::newRow("longest e-mail")
                << QStringLiteral("a") << times(98, QStringLiteral("a")) + QStringLiteral("@b");
        QTest::newRow("not ASCII") << QString::fromUtf8("Zo\xC3\xAB")
                                   << QString::fromUtf8("zo\xC3\xAB@ex\xC3\xA4mple.org");
        QTest::newRow("quotes and backslash") << QStringLiteral("\"O'Neill\\\"") << email;
    }

    void accepts()
    {
        QFETCH(QString, name);
        QFETCH(QString, email);
        const auto draft = UserDraft::fromJson(body(name, email));
        QVERIFY(draft);
        QCOMPARE(QString::fromStdString(draft->name), name);
        QCOMPARE(QString::fromStdString(draft->email), email);
    }

    void refuses_data()
    {
        QTest::addColumn<QJsonObject>("object");
        QTest::addColumn<QStringList>("errors");
        const QJsonValue name = QStringLiteral("Geek"), email = QStringLiteral("geeks@gfg.org");
        const auto row = [](const char *title, const QJsonObject &object, const char *errors) {
            QTest::newRow(title) << object << QString::fromLatin1(errors).split(u' ');
        };
        row("nothing", {}, "name:required email:required");
        row("the tutorial's slip",
            { { QStringLiteral("username"), name }, { QStringLiteral("email"), email } },
            "name:required");
        row("null", body(QJsonValue::Null, email), "name:wrong_type");
        row("a number", body(7, email), "name:wrong_type");
        row("lists", body(QJsonArray(), QJsonArray()), "name:wrong_type email:wrong_type");
        row("empty name", body(QString(), email), "name:too_short");
        row("51 letters", body(times(51, QStringLiteral("a")), email), "name:too_long");
        row("51 code points", body(times(51, QString::fromUtf8("\xF0\x9F\x98\x80")), email),
            "name:too_long");
        row("a line end", body(QStringLiteral("a\nb"), email), "name:control_character");
        row("NUL", body(QString(QChar(0)), email), "name:control_character");
        row("DEL and C1", body(QString(QString(QChar(0x7f)) + QChar(0x85)), email),
            "name:control_character");
        row("half a pair", body(QString(QChar(0xd800)), email), "name:invalid_text");
        row("a pair the wrong way round",
            body(QString(QString(QChar(0xdc00)) + QChar(0xd800)), email), "name:invalid_text");
        row("short e-mail", body(name, QStringLiteral("@b")), "email:too_short");
        row("long e-mail",
            body(name, QString(times(99, QStringLiteral("a")) + QStringLiteral("@b"))),
            "email:too_long");
        row("no at sign", body(name, QStringLiteral("geeks.gfg.org")), "email:invalid_email");
        row("nothing before it", body(name, QStringLiteral("@gfg.org")), "email:invalid_email");
        row("nothing behind it", body(name, QStringLiteral("geeks@")), "email:invalid_email");
        row("two at signs", body(name, QStringLiteral("a@b@c")), "email:invalid_email");
        row("a blank", body(name, QStringLiteral("a b@c.org")), "email:white_space");
        row("a blank of another kind", body(name, QString(QStringLiteral("a@b") + QChar(0x2003))),
            "email:white_space");
        row("both at once", body(QString(), QStringLiteral("no")),
            "name:too_short email:too_short");
    }

    void refuses()
    {
        QFETCH(QJsonObject, object);
        QFETCH(QStringList, errors);
        const auto draft = UserDraft::fromJson(object);
        QVERIFY(!draft);
        QCOMPARE(draft.error().kind, ErrorKind::Invalid);
        QStringList found;
        for (const FieldError &error : draft.error().fields) {
            found += QString(error.field + u':' + error.code);
            QVERIFY(!error.detail.isEmpty());
            QVERIFY(draft.error().detail.contains(error.detail));
        }
        QCOMPARE(found, errors);
    }

    void ignoresOtherKeys()
    {
        auto object = body(QStringLiteral("Geek"), QStringLiteral("geeks@gfg.org"));
        object.insert(QStringLiteral("id"), QStringLiteral("ignored"));
        QVERIFY(UserDraft::fromJson(object));
    }

    void isWrittenAsTheTutorialDoes()
    {
        const QByteArray expected = "{\"id\":7,\"name\":\"Ge\\\"ek\",\"email\":\"geeks@gfg.org\"}";
        QCOMPARE(toJson(User { 7, "Ge\"ek", "geeks@gfg.org", 3, 1'000 }), expected);
    }
};

QTEST_GUILESS_MAIN(TestUser)
#include "tst_user.moc"
