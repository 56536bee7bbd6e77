// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// QHttpServer as its documentation shows it, with one fixed answer.
#include <QCoreApplication>
#include <QHttpServer>
#include <QTcpServer>

#include <cstdio>

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // as Frontdesk's server threads
    QCoreApplication app(argc, argv);
    QHttpServer server;
    server.route(QStringLiteral("/livez"), [] {
        return QHttpServerResponse(
                "application/json",
                QByteArrayLiteral("{\"message\":\"A body of ninety bytes, as long as that of "
                                  "a usual short answer\",\"padding\":\"\"}"));
    });
    auto *listener = new QTcpServer;
    if (!listener->listen(QHostAddress::LocalHost))
        return 1;
    server.bind(listener); // takes it over
    std::printf("listening on http://127.0.0.1:%d\n", listener->serverPort());
    std::fflush(stdout);
    return app.exec();
}
