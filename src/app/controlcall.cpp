// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controlcall.h"

#include "app/controlsocket.h"

#include <QJsonDocument>

namespace frontdesk {

namespace {

QJsonObject progressLine(const ControlProgress &progress)
{
    return { { QStringLiteral("progress"),
               QJsonObject { { QStringLiteral("done"), progress.done.load() },
                             { QStringLiteral("total"), progress.total.load() } } } };
}

QJsonObject errorLine(const QString &code, const QString &detail)
{
    return { { QStringLiteral("error"),
               QJsonObject { { QStringLiteral("code"), code },
                             { QStringLiteral("detail"), detail } } } };
}

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

ControlCall::ControlCall(Descriptor client, const ControlCommands &commands,
                         const ControlLimits &limits, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(limits.patience);
    m_reports.setInterval(limits.reportInterval);
    connect(&m_deadline, &QTimer::timeout, this, &ControlCall::hangUp);
    connect(&m_reports, &QTimer::timeout, this, &ControlCall::report);
    connect(&m_socket, &QLocalSocket::readyRead, this, &ControlCall::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, &ControlCall::end);
    m_socket.setReadBufferSize(ControlSocket::maxLine);
    m_socket.setSocketDescriptor(client.release());
    m_deadline.start();
}

ControlCall::~ControlCall()
{
    m_socket.disconnect(this); // it hangs up while it is destroyed, and what hears of that is gone
}

void ControlCall::read()
{
    if (m_state != State::Reading) {
        m_socket.readAll(); // nobody wants it, but its end must be seen
        return;
    }
    if (m_socket.canReadLine())
        start(m_socket.readLine());
    else if (m_socket.bytesAvailable() >= ControlSocket::maxLine)
        refuse(QStringLiteral("too_long"), QStringLiteral("The request is too long."));
}

void ControlCall::start(const QByteArray &line)
{
    const QJsonObject request = QJsonDocument::fromJson(line).object();
    const QString name = request.value(QLatin1String("command")).toString();
    const auto command = m_commands.constFind(name);
    if (command == m_commands.constEnd()) {
        refuse(QStringLiteral("unknown_command"),
               name.isEmpty()
                       ? QStringLiteral("The request is not a line of JSON with a command.")
                       : QStringLiteral("The Frontdesk that runs here has no command \"%1\".")
                                 .arg(name));
        return;
    }
    m_state = State::Running;
    m_deadline.stop();
    m_reports.start();
    run(*command, request.value(QLatin1String("arguments")).toObject());
}

Detached ControlCall::run(ControlCommand command, QJsonObject arguments)
{
    auto carriedOut = command(std::move(arguments), m_progress);
    const auto outcome = co_await carriedOut;
    m_reports.stop();
    if (outcome)
        answer({ { QStringLiteral("result"), *outcome } });
    else
        refuse(outcome.error().code, outcome.error().detail);
}

void ControlCall::report()
{
    if (m_socket.bytesToWrite() == 0) // who doesn't read hears no more of it
        m_socket.write(lineOf(progressLine(*m_progress)));
}

void ControlCall::refuse(const QString &code, const QString &detail)
{
    answer(errorLine(code, detail));
}

void ControlCall::answer(const QJsonObject &line)
{
    m_state = State::Answering;
    if (m_socket.state() != QLocalSocket::ConnectedState) {
        end();
        return;
    }
    m_socket.write(lineOf(line));
    m_socket.flush();
    m_deadline.start();
    if (m_hurried)
        hangUp();
    else
        m_socket.disconnectFromServer(); // once it has all left
}

void ControlCall::cancel()
{
    m_hurried = true;
    m_progress->cancelled = true;
    if (m_state != State::Running)
        hangUp();
}

void ControlCall::hangUp()
{
    m_socket.abort();
    end();
}

/// The client has gone; what it asked for may still have to end.
void ControlCall::end()
{
    m_progress->cancelled = true;
    if (m_state == State::Running || m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_deadline.stop();
    emit ended();
    deleteLater();
}

} // namespace frontdesk
