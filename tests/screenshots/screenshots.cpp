// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the pictures of the window: the real one, over a server of its own that is
// sent real requests, in light and dark.
#include "mainwindow.h"
#include "theme.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace frontdesk;

namespace {

constexpr int patienceMs = 30'000;

struct Person
{
    const char *name, *email;
};

constexpr Person people[] = {
    { "Ada Lovelace", "ada@example.org" },       { "Alan Turing", "alan@example.org" },
    { "Barbara Liskov", "barbara@example.org" }, { "Donald Knuth", "donald@example.org" },
    { "Edsger Dijkstra", "edsger@example.org" }, { "Grace Hopper", "grace@example.org" },
    { "Katherine Johnson", "kj@example.org" },   { "Margaret Hamilton", "mh@example.org" },
    { "Niklaus Wirth", "niklaus@example.org" },  { "Radia Perlman", "radia@example.org" },
};

/// One window, from its start to its pictures.
class Session
{
public:
    Session(const QString &target, Theme theme)
        : m_target(target)
        , m_theme(theme)
    {
        applyTheme(theme);
    }

    bool take()
    {
        Settings settings;
        settings.port = 0;
        settings.dataFolder = m_folder.path();
        settings.threads = 2;
        Backend backend(settings);
        MainWindow window(backend);
        window.resize(1360, 860);
        window.show();
        backend.start();
        const auto listens
                = [&] { return backend.serverState() == Backend::ServerState::Listening; };
        bool taken = QTest::qWaitFor(listens, patienceMs);
        m_origin = backend.address();
        taken = taken && fill() && select(window) && save(window, "window") && timeline(window);
        const QSignalSpy finished(&backend, &Backend::finished);
        window.shutDown();
        return QTest::qWaitFor([&] { return !finished.isEmpty(); }, patienceMs) && taken;
    }

private:
    int send(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        QNetworkRequest request(m_origin.resolved(QUrl(path)));
        if (!body.isEmpty())
            request.setHeader(QNetworkRequest::ContentTypeHeader,
                              QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(
                m_network.sendCustomRequest(request, method, body));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patienceMs))
            return 0;
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    /// Users, a task that has completed and some that run, and answers of every kind.
    bool fill()
    {
        for (const Person &person : people) {
            const QByteArray body = QByteArray(R"({"name":")") + person.name + R"(","email":")"
                    + person.email + "\"}";
            if (send("POST", QStringLiteral("/add-user"), body) != 200)
                return false;
        }
        const QByteArray group
                = R"({"kind":"group","params":{"tasks":[{"kind":"sleep","params":{"seconds":1}},)"
                  R"({"kind":"sleep","params":{"seconds":1.5}}]}})";
        send("POST", QStringLiteral("/tasks"), group);
        for (int i = 0; i < 3; ++i)
            send("GET", QStringLiteral("/start-task"));
        send("PATCH", QStringLiteral("/users/1"), R"({"name":"Ada King"})");
        send("GET", QStringLiteral("/users?limit=3&sort=-name&count=exact"));
        send("GET", QStringLiteral("/user/999"));
        send("POST", QStringLiteral("/add-user"), R"({"username":"Geek"})");
        QTest::qWait(1'900); // the group ends, and the timeline has something to show
        send("GET", QStringLiteral("/users"));
        return send("POST", QStringLiteral("/users"),
                    R"({"name":"Tim Berners-Lee","email":"tim@example.org"})")
                == 201;
    }

    /// The request that was refused.
    static bool select(MainWindow &window)
    {
        auto *log = window.findChild<QTableView *>(QStringLiteral("logView"));
        const auto refused = [log] {
            const auto found = log->model()->match(log->model()->index(0, 3), Qt::DisplayRole, 422,
                                                   1, Qt::MatchStartsWith);
            return found.isEmpty() ? QModelIndex() : found.first();
        };
        if (!QTest::qWaitFor([&] { return refused().isValid(); }, patienceMs))
            return false;
        log->selectRow(refused().row());
        return true;
    }

    bool timeline(MainWindow &window)
    {
        auto *dock = window.findChild<QDockWidget *>(QStringLiteral("timelineDock"));
        dock->setFloating(true);
        dock->resize(1100, 400);
        for (int i = 0; i < 30; ++i)
            send("GET", i % 4 ? QStringLiteral("/users") : QStringLiteral("/user/999"));
        QTest::qWait(200); // the log comes 20 times a second
        return save(*dock, "timeline");
    }

    bool save(QWidget &widget, const char *name) const
    {
        QTest::qWait(100);
        const QString file = QDir(m_target).filePath(
                QStringLiteral("%1-%2.png").arg(QLatin1String(name), toString(m_theme)));
        std::printf("%s\n", qPrintable(file));
        return widget.grab().save(file);
    }

    const QString m_target;
    const Theme m_theme;
    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    QUrl m_origin;
};

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    const QString target = QApplication::arguments().value(1, QStringLiteral("docs"));
    for (const Theme theme : { Theme::Light, Theme::Dark }) {
        if (!Session(target, theme).take())
            return 1;
    }
    return 0;
}
