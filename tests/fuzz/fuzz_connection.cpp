// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "fuzzserver.h"
#include "script.h"
#include "scriptedclient.h"

#include <QCoreApplication>

#include <sys/epoll.h>

// One connection from its first byte to its end, through parser, QHttpServer and
// routes, with a client that sends and reads as the input's steps say:
//
//   0…9 and most others  so many more bytes have come (see Script::pieceSize)
//   r, t, b              the client reads all, takes 100 bytes more, reads nothing
//   p                    one GET /pending can be answered
//   .                    a turn of the event loop
//   d                    all deadlines have passed
//   s                    the server stops
//   e, x                 the client has sent its last byte; resets the connection
//
// Behind the last step the client sends and reads the rest and ends.

using namespace frontdesk;
using namespace frontdesk::fuzz;

namespace {

// Of the loop, until all is done that can be done without the client.
constexpr int turnsToTheEnd = 200;

class Play
{
public:
    Play(FuzzServer &server, std::string_view bytes)
        : m_server(server)
    {
        m_client.unsent = bytes;
        m_client.appetite = unlimited;
        m_connection = &m_server.open(std::make_unique<ScriptedTransport>(m_client));
    }

    void step(char what)
    {
        switch (what) {
        case 'r':
            return take(unlimited);
        case 't':
            return take(m_client.appetite == unlimited ? 100 : m_client.appetite + 100);
        case 'b':
            m_client.appetite = 0;
            return;
        case 'p':
            m_server.finishOne();
            return;
        case '.':
            return m_server.turn();
        case 'd':
            m_mayBreak = true;
            return m_server.expireAll();
        case 's':
            m_server.setStopping(true);
            if (m_server.isOpen())
                m_connection->stop();
            return;
        case 'e':
            m_client.unsent = m_client.unsent.substr(0, m_client.offered);
            m_client.hasEnded = true;
            return happens(EPOLLIN | EPOLLRDHUP);
        case 'x':
            m_mayBreak = m_client.isReset = true;
            return happens(EPOLLIN | EPOLLERR | EPOLLHUP);
        default:
            return offer(Script::pieceSize(what));
        }
    }

    void end()
    {
        take(unlimited);
        offer(m_client.unsent.size());
        int turns = 0;
        for (; m_server.isOpen() && m_client.offered > 0 && turns < turnsToTheEnd; ++turns) {
            m_server.finishOne();
            m_server.turn();
        }
        step('e');
        for (; !m_server.isIdle() && turns < 2 * turnsToTheEnd; ++turns) {
            m_server.finishOne();
            m_server.turn();
        }
        require(!m_server.isOpen(), "a connection ends when its client has");
        require(m_server.isIdle(), "nothing of it is left");
        require(!m_client.hasTransport, "its descriptor is closed");
        checkAnswers(m_client.received, m_server.asked(), !m_mayBreak && !m_server.hasBrokenOff());
    }

private:
    static constexpr size_t unlimited = size_t(1) << 40;

    void happens(std::uint32_t events)
    {
        if (m_server.isOpen())
            m_connection->ready(events);
    }
    void take(size_t appetite)
    {
        m_client.appetite = appetite;
        happens(EPOLLOUT);
    }
    void offer(size_t size)
    {
        m_client.offered = std::min(m_client.unsent.size(), m_client.offered + size);
        happens(EPOLLIN);
    }

    FuzzServer &m_server;
    ScriptedClient m_client;
    Connection *m_connection = nullptr; // while the server is open
    bool m_mayBreak = false; // an answer may be missing or broken off
};

FuzzServer &server()
{
    // Made at the first input and kept: QHttpServer is slow to set up.
    static int argc = 1;
    static char name[] = "fuzz_connection";
    static char *argv[] = { name, nullptr };
    static const QCoreApplication application(argc, argv);
    static FuzzServer server;
    return server;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
        if (type == QtFatalMsg)
            std::fprintf(stderr, "%s\n", qPrintable(text));
    });
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, size_t size)
{
    const Script script(data, size);
    Play play(server(), script.bytes);
    for (const char step : script.steps)
        play.step(step);
    play.end();
    server().setStopping(false);
    server().forgetRecords();
    return 0;
}
