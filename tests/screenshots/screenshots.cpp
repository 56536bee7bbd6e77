// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the pictures of the window: the real one, over a server of its own that is
// sent real requests, in light and dark.
#include "mainwindow.h"
#include "requestpanel.h"
#include "responseview.h"
#include "theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
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
        m_window = &window;
        bool taken = wait([&] { return backend.serverState() == Backend::ServerState::Listening; });
        m_origin = backend.address();
        taken = taken && save(window, "start") && fill() && selectRefused()
                && save(window, "window") && request() && history() && timeline() && dialogs();
        const QSignalSpy finished(&backend, &Backend::finished);
        window.shutDown();
        return wait([&] { return !finished.isEmpty(); }) && taken;
    }

private:
    template <typename Condition>
    static bool wait(Condition condition)
    {
        return QTest::qWaitFor(condition, patienceMs);
    }

    template <typename Widget>
    Widget *child(const char *name) const
    {
        return m_window->findChild<Widget *>(QLatin1String(name));
    }

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

    QJsonObject ask(const QString &path)
    {
        const std::unique_ptr<QNetworkReply> reply(
                m_network.get(QNetworkRequest(m_origin.resolved(QUrl(path)))));
        wait([&] { return reply->isFinished(); });
        return QJsonDocument::fromJson(reply->readAll()).object();
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
        const bool ended = wait([this] {
            return ask(QStringLiteral("/tasks/1")).value(QLatin1String("state"))
                    == QLatin1String("completed");
        });
        send("GET", QStringLiteral("/users"));
        const QByteArray late = R"({"name":"Tim Berners-Lee","email":"tim@example.org"})";
        return ended && send("POST", QStringLiteral("/users"), late) == 201;
    }

    /// The request that was refused, in the log.
    bool selectRefused()
    {
        auto *log = child<QTableView>("logView");
        const auto refused = [log] {
            const auto found = log->model()->match(log->model()->index(0, 3), Qt::DisplayRole, 422,
                                                   1, Qt::MatchStartsWith);
            return found.isEmpty() ? QModelIndex() : found.first();
        };
        if (!wait([&] { return refused().isValid(); }))
            return false;
        log->selectRow(refused().row());
        return true;
    }

    /// The panel by itself, with an answer and both sides' times.
    bool request()
    {
        auto *panel = m_window->findChild<RequestPanel *>();
        const QSignalSpy answered(panel, &RequestPanel::answered);
        panel->send();
        if (!wait([&] { return !answered.isEmpty() && !panel->awaitsExchange(); }))
            return false;
        auto *tabs = panel->findChild<ResponseView *>()->findChild<QTabWidget *>(
                QStringLiteral("tabs"));
        const bool saved = saveFloating("requestDock", QSize(760, 640), "request");
        tabs->setCurrentIndex(tabs->count() - 1);
        return saved && saveFloating("requestDock", QSize(760, 640), "request-timing");
    }

    bool history()
    {
        auto *panel = m_window->findChild<RequestPanel *>();
        panel->showHistory(true);
        const auto *list = child<QAbstractItemView>("historyList");
        const bool saved = wait([list] { return list->model() && list->model()->rowCount() > 0; })
                && saveFloating("requestDock", QSize(760, 640), "history");
        panel->showHistory(false);
        return saved;
    }

    bool timeline()
    {
        for (int i = 0; i < 30; ++i)
            send("GET", i % 4 ? QStringLiteral("/users") : QStringLiteral("/user/999"));
        const auto *log = child<QTableView>("logView");
        const int last = log->model()->rowCount();
        send("GET", QStringLiteral("/livez"));
        // What the log shows the timeline has, too.
        return wait([&] { return log->model()->rowCount() > last; })
                && saveFloating("timelineDock", QSize(1100, 400), "timeline");
    }

    /// What a menu opens, each over the window or beside it.
    bool dialogs()
    {
        const struct
        {
            const char *action, *name;
        } opened[] = {
            { "keysAction", "keys" },
            { "earlierRequestsAction", "earlier-requests" },
        };
        for (const auto &[action, name] : opened) {
            const QList<QWidget *> before = QApplication::topLevelWidgets();
            m_window->findChild<QAction *>(QLatin1String(action))->trigger();
            QWidget *dialog = nullptr;
            const bool shown = wait([&] {
                const QList<QWidget *> now = QApplication::topLevelWidgets();
                const auto found = std::find_if(now.begin(), now.end(), [&](QWidget *one) {
                    return one->isVisible() && !before.contains(one) && !one->inherits("QMenu");
                });
                dialog = found == now.end() ? nullptr : *found;
                return dialog != nullptr;
            });
            if (!shown || !save(*dialog, name))
                return false;
            dialog->close();
        }
        return true;
    }

    bool saveFloating(const char *dockName, QSize size, const char *name)
    {
        auto *dock = child<QDockWidget>(dockName);
        dock->setFloating(true);
        dock->resize(size);
        const bool saved = QTest::qWaitForWindowExposed(dock) && save(*dock, name);
        dock->setFloating(false);
        return saved;
    }

    bool save(QWidget &widget, const char *name) const
    {
        QCoreApplication::processEvents(); // what has been asked for is laid out
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
    MainWindow *m_window = nullptr;
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
