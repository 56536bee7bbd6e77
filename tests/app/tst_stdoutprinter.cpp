// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stdoutprinter.h"

#include <QTemporaryFile>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <pty.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

using namespace frontdesk;

namespace {

/// A pipe, a pair of sockets or a terminal: whoever prints has one end, the test
/// the other.
class Ends
{
public:
    enum class Sort { Pipe, Sockets, Terminal };

    explicit Ends(Sort sort = Sort::Pipe)
    {
        int both[2] = { -1, -1 };
        switch (sort) {
        case Sort::Pipe:
            if (::pipe(both) != 0)
                qFatal("no pipe");
            break;
        case Sort::Sockets:
            if (::socketpair(AF_UNIX, SOCK_STREAM, 0, both) != 0)
                qFatal("no sockets");
            break;
        case Sort::Terminal:
            termios raw = {};
            ::cfmakeraw(&raw); // line ends stay as they are
            if (::openpty(&both[0], &both[1], nullptr, &raw, nullptr) != 0)
                qFatal("no terminal");
        }
        m_out = both[0];
        in = both[1];
        ::fcntl(m_out, F_SETFL, O_NONBLOCK);
    }
    ~Ends()
    {
        closeReader();
        ::close(in);
    }
    void closeReader()
    {
        if (m_out >= 0)
            ::close(std::exchange(m_out, -1));
    }
    /// All that is there now, after what was read before.
    const QByteArray &read()
    {
        char bytes[4096];
        for (ssize_t n = 0; (n = ::read(m_out, bytes, sizeof bytes)) > 0;)
            m_text.append(bytes, n);
        return m_text;
    }

    int in;

private:
    int m_out;
    QByteArray m_text;
};

} // namespace

Q_DECLARE_METATYPE(Ends::Sort)

class TestStdoutPrinter : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void printsAtOnce_data() { sorts(); }
    void printsAtOnce();
    void unreadNeverBlocks_data() { sorts(); }
    void unreadNeverBlocks();
    void leavesTheDescriptorBlocking();
    void goneReaderIsTolerated_data() { sorts(); }
    void goneReaderIsTolerated();
    void closedDescriptorIsTolerated();
    void appendsToFiles();

private:
    void sorts();
};

void TestStdoutPrinter::sorts()
{
    QTest::addColumn<Ends::Sort>("sort");
    QTest::newRow("a pipe") << Ends::Sort::Pipe;
    QTest::newRow("a socket, as under systemd") << Ends::Sort::Sockets;
    QTest::newRow("a terminal") << Ends::Sort::Terminal;
}

void TestStdoutPrinter::printsAtOnce()
{
    QFETCH(const Ends::Sort, sort);
    Ends ends(sort);
    StdoutPrinter printer(ends.in);
    printer.print("one");
    printer.print("two");
    QCOMPARE(ends.read(), QByteArray("one\ntwo\n"));
}

void TestStdoutPrinter::unreadNeverBlocks()
{
    QFETCH(const Ends::Sort, sort);
    Ends ends(sort);
    StdoutPrinter printer(ends.in);
    // Far more than the pipe and the printer hold together; a print() that blocks
    // never comes back, since only this thread reads.
    const int lines = 200'000;
    for (int i = 0; i < lines; ++i)
        printer.print("line " + QByteArray::number(i));

    QTRY_VERIFY(ends.read().contains("left out)\n"));
    QList<QByteArray> printed = ends.read().split('\n');
    QCOMPARE(printed.takeLast(), QByteArray());
    const QByteArray note = printed.takeLast();
    QVERIFY(printed.size() < lines);
    for (int i = 0; i < printed.size(); ++i)
        QCOMPARE(printed[i], "line " + QByteArray::number(i));
    QCOMPARE(note, "(" + QByteArray::number(lines - printed.size()) + " lines left out)");

    printer.print("and on");
    QTRY_VERIFY(ends.read().endsWith("\nand on\n"));
}

void TestStdoutPrinter::leavesTheDescriptorBlocking()
{
    Ends ends;
    StdoutPrinter printer(ends.in);
    printer.print("one");
    QCOMPARE(::fcntl(ends.in, F_GETFL) & O_NONBLOCK, 0);
}

void TestStdoutPrinter::goneReaderIsTolerated()
{
    QFETCH(const Ends::Sort, sort);
    Ends ends(sort);
    StdoutPrinter printer(ends.in);
    printer.print("one");
    QCOMPARE(ends.read(), QByteArray("one\n"));
    ends.closeReader();
    for (int i = 0; i < 1000; ++i)
        printer.print("two");
}

void TestStdoutPrinter::closedDescriptorIsTolerated()
{
    StdoutPrinter printer(-1);
    printer.print("one");
}

void TestStdoutPrinter::appendsToFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QCOMPARE(::write(file.handle(), "before\n", 7), ssize_t(7));
    StdoutPrinter printer(file.handle());
    printer.print("one");
    QCOMPARE(::write(file.handle(), "after\n", 6), ssize_t(6));
    file.seek(0);
    QCOMPARE(file.readAll(), QByteArray("before\none\nafter\n"));
}

QTEST_GUILESS_MAIN(TestStdoutPrinter)
#include "tst_stdoutprinter.moc"
