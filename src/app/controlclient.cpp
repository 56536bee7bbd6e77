// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controlclient.h"

#include "app/controlsocket.h"

#include <QJsonDocument>

#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace frontdesk {

namespace {

tl::unexpected<Error> noAnswer()
{
    return failure(ErrorKind::Unavailable, QStringLiteral("no_answer"),
                   QStringLiteral("The Frontdesk that runs on this data folder does not answer, or "
                                  "has ended."));
}

} // namespace

Result<ControlClient> ControlClient::connect(const QString &folder)
{
    auto socket = ControlSocket::connect(folder);
    if (!socket)
        return failure(ErrorKind::Unavailable, QStringLiteral("not_running"),
                       QStringLiteral("No Frontdesk can be asked in %1.").arg(folder));
    return ControlClient(std::move(*socket));
}

Result<QJsonObject> ControlClient::ask(const QString &command, const QJsonObject &arguments,
                                       const Report &report, std::chrono::milliseconds silence)
{
    const QJsonObject request { { QStringLiteral("command"), command },
                                { QStringLiteral("arguments"), arguments } };
    if (!send(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n'))
        return noAnswer();
    for (;;) {
        auto line = readLine(silence);
        if (!line)
            return line;
        if (const auto result = line->constFind(QLatin1String("result"));
            result != line->constEnd())
            return result->toObject();
        const QJsonObject progress = line->value(QLatin1String("progress")).toObject();
        if (progress.isEmpty()) {
            const QJsonObject error = line->value(QLatin1String("error")).toObject();
            return failure(ErrorKind::Internal, error.value(QLatin1String("code")).toString(),
                           error.value(QLatin1String("detail")).toString());
        }
        report(progress.value(QLatin1String("done")).toInteger(),
               progress.value(QLatin1String("total")).toInteger());
    }
}

bool ControlClient::send(const QByteArray &line)
{
    for (qsizetype sent = 0; sent < line.size();) {
        const ssize_t count = ::send(m_socket.number(), line.constData() + sent,
                                     size_t(line.size() - sent), MSG_NOSIGNAL);
        if (count < 0)
            return false;
        sent += count;
    }
    return true;
}

Result<QJsonObject> ControlClient::readLine(std::chrono::milliseconds silence)
{
    while (!m_received.contains('\n')) {
        pollfd arrival { m_socket.number(), POLLIN, 0 };
        const int ready = ::poll(&arrival, 1, int(silence.count()));
        if (ready < 0 && errno == EINTR)
            continue;
        char bytes[4096];
        const ssize_t size = ready > 0 ? ::recv(m_socket.number(), bytes, sizeof bytes, 0) : -1;
        if (size <= 0 || m_received.size() > ControlSocket::maxLine)
            return noAnswer();
        m_received.append(bytes, size);
    }
    const qsizetype end = m_received.indexOf('\n') + 1;
    const QByteArray line = m_received.first(end);
    m_received.remove(0, end);
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return noAnswer();
    return document.object();
}

} // namespace frontdesk
