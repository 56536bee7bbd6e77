// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stdoutprinter.h"

#include <cerrno>
#include <chrono>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <utility>

namespace frontdesk {

namespace {

/// Another description of the same pipe or terminal, one that doesn't block. The
/// given one may be shared with the shell, O_NONBLOCK would change it there, too.
/// A file never blocks long and must keep its offset; a socket has MSG_DONTWAIT.
int openWithoutBlocking(int descriptor)
{
    struct stat status = {};
    int own = -1;
    if (::fstat(descriptor, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode)))
        own = ::open(("/proc/self/fd/" + std::to_string(descriptor)).c_str(),
                     O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return own >= 0 ? own : ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
}

/// At least PIPE_BUF bytes fit into a pipe (pipe(7)), which matters where it
/// could not be opened again and may block.
bool takesMore(int descriptor)
{
    pollfd request { descriptor, POLLOUT, 0 };
    return ::poll(&request, 1, 0) == 1;
}

} // namespace

StdoutPrinter::StdoutPrinter(int descriptor)
    : m_descriptor(openWithoutBlocking(descriptor))
{
    m_retry.setInterval(std::chrono::milliseconds(100));
    QObject::connect(&m_retry, &QTimer::timeout, &m_retry, [this] { write(); });
}

StdoutPrinter::~StdoutPrinter()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void StdoutPrinter::print(const QByteArray &line)
{
    if (m_descriptor < 0) // it was closed from the start
        return;
    append(line);
    if (!m_retry.isActive()) // else it is full, the timer looks after it
        write();
}

void StdoutPrinter::append(const QByteArray &line)
{
    if (m_pending.size() + line.size() >= maxPending) {
        ++m_leftOut;
        return;
    }
    m_pending += line;
    m_pending += '\n';
}

void StdoutPrinter::write()
{
    while (!m_pending.isEmpty()) {
        const qsizetype written = takesMore(m_descriptor) ? writeSome() : 0;
        if (written == 0) {
            m_retry.start();
            return;
        }
        m_pending.remove(0, written);
        if (m_pending.isEmpty() && m_leftOut)
            append("(" + QByteArray::number(std::exchange(m_leftOut, 0)) + " lines left out)");
    }
    m_retry.stop();
}

/// Bytes written, or given up because nobody can read them any more; 0: later.
qsizetype StdoutPrinter::writeSome()
{
    qsizetype size = std::min<qsizetype>(m_pending.size(), PIPE_BUF);
    if (const qsizetype lineEnd = m_pending.lastIndexOf('\n', size - 1); lineEnd >= 0)
        size = lineEnd + 1; // whole lines, so that other writers don't cut them
    ssize_t written = ::send(m_descriptor, m_pending.constData(), size_t(size), MSG_DONTWAIT);
    if (written < 0 && errno == ENOTSOCK)
        written = ::write(m_descriptor, m_pending.constData(), size_t(size));
    if (written >= 0)
        return written;
    return errno == EAGAIN || errno == EINTR ? 0 : m_pending.size();
}

} // namespace frontdesk
