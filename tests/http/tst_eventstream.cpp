// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sender.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace frontdesk;

namespace {

constexpr const char *head = "HTTP/1.1 200 OK\r\nContent-Type: Text/Event-Stream; charset=utf-8\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n";

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace

/// An answer that is to be seen while it comes.
class TestEventStream : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_server = std::make_unique<ScriptedServer>();
        m_sender = std::make_unique<Sender>();
        m_streamed = std::make_unique<QSignalSpy>(m_sender.get(), &Sender::streamed);
        m_finished = std::make_unique<QSignalSpy>(m_sender.get(), &Sender::finished);
    }

    void cleanup()
    {
        m_finished.reset();
        m_streamed.reset();
        m_sender.reset();
        m_server.reset();
    }

    void isToldWhileItComes()
    {
        m_server->answer = head + chunk("data: 1\n\n");
        m_sender->send(m_server->request("GET"));
        QTRY_COMPARE(told(), QByteArray("data: 1\n\n"));
        const auto response = m_streamed->first()[0].value<IncomingResponse>();
        QCOMPARE(response.status, 200);
        QCOMPARE(response.header("Transfer-Encoding"), QByteArray("chunked"));
        m_server->client->write(chunk("data: 2\n") + chunk("\n"));
        QTRY_COMPARE(told(), QByteArray("data: 1\n\ndata: 2\n\n"));
        QVERIFY(m_finished->isEmpty());

        m_server->client->write(chunk({}));
        QTRY_COMPARE(m_finished->size(), 1);
        const auto outcome = m_finished->first()[0].value<SendOutcome>();
        QCOMPARE(outcome.error, QString());
        QCOMPARE(outcome.response.body.toByteArray(), QByteArray("data: 1\n\ndata: 2\n\n"));
    }

    /// Nobody reads a megabyte in a twentieth of a second.
    void ofAFloodTheEndIsTold()
    {
        const QByteArray flood
                = QByteArray("data: and so on\n\n").repeated(60'000) + "data: last\n\n";
        m_server->answer = head + chunk(flood);
        m_sender->send(m_server->request("GET"));
        QTRY_VERIFY(told().endsWith("data: last\n\n"));
        for (const auto &arguments : *m_streamed)
            QVERIFY(arguments[1].toByteArray().size() <= ResponseReader::mostFresh);
        m_server->client->write(chunk({}));
        QTRY_COMPARE(m_finished->size(), 1);
        QCOMPARE(m_finished->first()[0].value<SendOutcome>().response.body.toByteArray(), flood);
    }

    void nothingIsToldAfterTheEnd()
    {
        m_server->answer = head + chunk("data: 1\n\n") + chunk({});
        m_sender->send(m_server->request("GET"));
        QTRY_COMPARE(m_finished->size(), 1);
        const auto before = m_streamed->size();
        QSignalSpy again(m_sender.get(), &Sender::finished);
        m_server->answer = "HTTP/1.1 204 No Content\r\n\r\n";
        m_sender->send(m_server->request("GET"));
        QTRY_COMPARE(again.size(), 1);
        QCOMPARE(m_streamed->size(), before);
    }

    void otherAnswersAreNotToldInPieces()
    {
        m_server->answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfirst";
        m_sender->send(m_server->request("GET"));
        QSignalSpy received(m_sender.get(), &Sender::received);
        QTRY_COMPARE(received.size(), 1);
        m_server->client->disconnectFromHost();
        QTRY_COMPARE(m_finished->size(), 1);
        QVERIFY(m_streamed->isEmpty());
    }

private:
    QByteArray told() const
    {
        QByteArray all;
        for (const auto &arguments : *m_streamed)
            all += arguments[1].toByteArray();
        return all;
    }

    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<Sender> m_sender;
    std::unique_ptr<QSignalSpy> m_streamed, m_finished;
};

QTEST_GUILESS_MAIN(TestEventStream)
#include "tst_eventstream.moc"
