// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/serverprocess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QThread>

#include <algorithm>
#include <csignal>

namespace frontdesk {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ServerProcess::ServerProcess()
{
    stdoutPath = m_folder.filePath(QStringLiteral("stdout"));
    // The settings of whoever runs the tests are no concern of theirs.
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), configurationFolder());
}

ServerProcess::~ServerProcess()
{
    kill();
}

void ServerProcess::begin()
{
    launch(QStringList { QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"),
                         dataFolder() }
           + options);
}

bool ServerProcess::start()
{
    static const QRegularExpression announcement(
            QStringLiteral("^Frontdesk listening on https?://127\\.0\\.0\\.1:(\\d+)\n"));
    begin();
    QDeadlineTimer deadline { patience };
    while (isRunning() && !deadline.hasExpired()) {
        const auto match = announcement.match(QString::fromUtf8(output()));
        if (match.hasMatch()) {
            m_port = match.captured(1).toUShort();
            return true;
        }
        m_process.waitForFinished(10);
    }
    qWarning("frontdeskd did not start: %s", errors().constData());
    return false;
}

std::optional<int> ServerProcess::run(const QStringList &arguments)
{
    launch(arguments);
    return waitForEnd();
}

void ServerProcess::launch(const QStringList &arguments)
{
    kill();
    m_process.setProcessEnvironment(environment);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(stdoutPath);
    m_process.setStandardErrorFile(m_folder.filePath(QStringLiteral("stderr")));
    const QStringList command = wrapper + QStringList { QStringLiteral(FRONTDESKD) } + arguments;
    m_process.start(command.first(), command.sliced(1));
    m_process.waitForStarted();
}

std::optional<int> ServerProcess::stop()
{
    signal(SIGTERM);
    return waitForEnd();
}

void ServerProcess::signal(int number)
{
    if (isRunning())
        ::kill(pid_t(m_process.processId()), number);
}

std::optional<int> ServerProcess::waitForEnd(std::chrono::milliseconds within)
{
    if (isRunning() && !m_process.waitForFinished(int(within.count()))) {
        qWarning("frontdeskd did not end in time");
        return std::nullopt;
    }
    if (m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0)
        return 0;
    qInfo("frontdeskd said: %s", errors().constData());
    if (m_process.exitStatus() != QProcess::NormalExit)
        return std::nullopt;
    return m_process.exitCode();
}

void ServerProcess::kill()
{
    if (!isRunning())
        return;
    signal(SIGKILL);
    m_process.waitForFinished();
}

bool ServerProcess::isRunning() const
{
    return m_process.state() != QProcess::NotRunning;
}

QString ServerProcess::databasePath() const
{
    return dataFolder() + QStringLiteral("/frontdesk.db");
}

QByteArray ServerProcess::output() const
{
    return contents(stdoutPath);
}

QByteArray ServerProcess::errors() const
{
    return contents(m_folder.filePath(QStringLiteral("stderr")));
}

QFileInfoList ServerProcess::descriptors() const
{
    const QDir folder(QStringLiteral("/proc/%1/fd").arg(m_process.processId()));
    return folder.entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
}

int ServerProcess::openDescriptors() const
{
    return int(descriptors().size());
}

int ServerProcess::openSockets() const
{
    const QFileInfoList all = descriptors();
    return int(std::count_if(all.begin(), all.end(), [](const QFileInfo &descriptor) {
        return descriptor.symLinkTarget().contains(QLatin1String("socket:["));
    }));
}

} // namespace frontdesk
