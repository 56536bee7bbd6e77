// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFileInfo>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <optional>

namespace frontdesk {

/// The real frontdeskd on a free port. Its output goes to files, so that it can be
/// read at any time, also after a kill; the data folder lives as long as this.
/// Blocks.
class ServerProcess
{
public:
    static constexpr std::chrono::seconds patience { 30 };

    ServerProcess();
    ~ServerProcess();

    /// How start() runs it: options beside --port 0 and --data, variables of its
    /// environment, a program that runs it (strace and its options), a file for its
    /// stdout.
    QStringList options;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QStringList wrapper;
    QString stdoutPath;

    /// Starts it and waits for the line that names its address. False: it ended or
    /// said nothing.
    bool start();
    /// Starts it and waits for nothing.
    void begin();
    /// The same with exactly @p arguments.
    void begin(const QStringList &arguments) { launch(arguments); }
    /// Runs it, with exactly @p arguments, to its end: its exit code.
    std::optional<int> run(const QStringList &arguments);

    /// SIGTERM, then its exit code; empty: it crashed or didn't end in time.
    std::optional<int> stop();
    void signal(int number);
    /// As stop(), for a process that somebody has told to end.
    std::optional<int> waitForEnd(std::chrono::milliseconds within = patience);
    /// SIGKILL.
    void kill();

    bool isRunning() const;
    qint64 pid() const { return m_process.processId(); }
    quint16 port() const { return m_port; }
    QString folder() const { return m_folder.path(); }
    QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }
    /// XDG_CONFIG_HOME: there is none until somebody makes it.
    QString configurationFolder() const { return m_folder.filePath(QStringLiteral("config")); }
    QString databasePath() const;

    /// What this run has written so far.
    QByteArray output() const;
    QByteArray errors() const;
    /// Entries in /proc/PID/fd, and those of them that are sockets.
    int openDescriptors() const;
    int openSockets() const;

private:
    void launch(const QStringList &arguments);
    QFileInfoList descriptors() const;

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

/// How often a storm is repeated: sanitizers are slow.
constexpr int rounds([[maybe_unused]] int usual, [[maybe_unused]] int sanitized)
{
#ifdef __SANITIZE_ADDRESS__
    return sanitized;
#else
    return usual;
#endif
}

} // namespace frontdesk
