// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTimer>

namespace frontdesk {

/// Prints whole lines to a descriptor as soon as it takes them, and never blocks:
/// a pipe that nobody reads or a stopped terminal holds up nothing. What it can't
/// print yet waits, up to a limit; beyond that lines are left out, and a line
/// says how many as soon as there is room. Thread-confined.
///
/// Errors of the descriptor (closed, reader gone) end the printing silently. The
/// program ignores SIGPIPE.
class StdoutPrinter final
{
public:
    /// Bytes that may wait.
    static constexpr qsizetype maxPending = 262'144; // 256 KiB

    /// @p descriptor, by default stdout, outlives this.
    explicit StdoutPrinter(int descriptor = 1);
    ~StdoutPrinter();
    StdoutPrinter(const StdoutPrinter &) = delete;
    StdoutPrinter &operator=(const StdoutPrinter &) = delete;

    /// @p line without its line end.
    void print(const QByteArray &line);

private:
    void append(const QByteArray &line);
    void write();
    qsizetype writeSome();

    const int m_descriptor;
    QByteArray m_pending; ///< lines not written yet; the first one maybe in part
    qint64 m_leftOut = 0;
    QTimer m_retry;
};

} // namespace frontdesk
