// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the pictures of the window: the real one, over a server of its own that is
// sent real requests, in light and dark.
#include "importdialog.h"
#include "mainwindow.h"
#include "requestpanel.h"
#include "responseview.h"
#include "taskspanel.h"
#include "theme.h"
#include "userfiles.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace frontdesk;

namespace {

constexpr int patienceMs = 30'000;
constexpr qint64 groupId = 4; // behind three sleeps

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
        return run([this] {
                   return save(*m_window, "start") && fill() && selectRefused()
                           && save(*m_window, "window") && request() && history() && task()
                           && import() && timeline() && dialogs();
               })
                && run([this] { return earlierRequests(); });
    }

private:
    /// From the start of the program to its end, over the same data.
    template <typename Pages>
    bool run(Pages pages)
    {
        Settings settings;
        settings.port = 0;
        settings.dataFolder = m_folder.path();
        settings.threads = 2;
        Backend backend(settings);
        SettingsOrigin origin;
        origin.file = QDir::homePath() + QStringLiteral("/.config/frontdesk/frontdesk.ini");
        MainWindow window(backend, {}, origin);
        m_window = &window;
        window.resize(1360, 860);
        window.show();
        backend.start();
        bool taken = wait([&] { return backend.serverState() == Backend::ServerState::Listening; });
        m_origin = backend.address();
        taken = taken && pages();
        const QSignalSpy finished(&backend, &Backend::finished);
        window.shutDown();
        return wait([&] { return !finished.isEmpty(); }) && taken;
    }

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

    int send(const QByteArray &method, const QString &path, const QByteArray &body = {},
             const QByteArray &prefer = {})
    {
        QNetworkRequest request(m_origin.resolved(QUrl(path)));
        if (!prefer.isEmpty())
            request.setRawHeader("Prefer", prefer);
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
        for (int i = 0; i < 3; ++i)
            send("GET", QStringLiteral("/start-task"));
        send("PATCH", QStringLiteral("/users/1"), R"({"name":"Ada King"})");
        send("GET", QStringLiteral("/users?limit=3&sort=-name&count=exact"));
        send("GET", QStringLiteral("/user/999"));
        send("POST", QStringLiteral("/add-user"), R"({"username":"Geek"})");
        const QByteArray group
                = R"({"kind":"group","params":{"tasks":[{"kind":"sleep","params":{"seconds":1}},)"
                  R"({"kind":"sleep","params":{"seconds":1.5}}]}})";
        // It ends before the three that began before it.
        const bool ended = send("POST", QStringLiteral("/tasks"), group, "wait=30") == 200;
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

    /// What a menu opens, by the name of its action.
    QWidget *opened(const char *action)
    {
        const QList<QWidget *> before = QApplication::topLevelWidgets();
        child<QAction>(action)->trigger();
        QWidget *opened = nullptr;
        wait([&] {
            for (QWidget *each : QApplication::topLevelWidgets()) {
                if (each->isVisible() && !before.contains(each) && !each->inherits("QMenu"))
                    opened = each;
            }
            return opened != nullptr;
        });
        return opened;
    }

    /// A task with what it holds and its attempts, and what was told of it.
    bool task()
    {
        auto *panel = m_window->findChild<TasksPanel *>();
        const auto *tasks = child<QAbstractItemView>("tasksView");
        if (!wait([tasks] { return tasks->model()->rowCount() > 3; }))
            return false;
        child<QAction>("taskDetailsAction")->setChecked(true);
        panel->showTask(groupId);
        const auto *attempts = child<QAbstractItemView>("taskAttemptsView");
        const bool saved = wait([attempts] { return attempts->model()->rowCount() > 0; })
                && saveFloating("tasksDock", QSize(900, 480), "task");
        child<QAction>("taskDetailsAction")->setChecked(false);
        return saved && saveFloating("notificationsDock", QSize(560, 320), "notifications");
    }

    /// The preview of a file with rows of every kind, compared with the table.
    bool import()
    {
        const QString path = m_folder.filePath(QStringLiteral("people.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return false;
        file.write("name,email\nVint Cerf,vint@example.org\nRobert Kahn,bob@example.org\n"
                   "Nobody,not an address\nSophie Wilson,sophie@example.org\n"
                   "Grace Hopper,grace@example.org\nAlan Kay,alan@example.org\n"
                   "Bob Metcalfe,bob@example.org\n");
        file.close();
        m_window->findChild<UserFiles *>()->importFile(path);
        auto *dialog = m_window->findChild<ImportDialog *>();
        const auto *rows = child<QAbstractItemView>("previewTable");
        if (!rows
            || !wait([rows] { return !rows->model()->index(0, 3).data().toString().isEmpty(); }))
            return false;
        const bool saved = save(*dialog, "import");
        dialog->close();
        return saved;
    }

    bool dialogs()
    {
        QWidget *keys = opened("keysAction");
        if (!keys || !save(*keys, "keys"))
            return false;
        keys->close();
        const struct
        {
            const char *action, *name;
        } forms[] = {
            { "settingsAction", "settings" },
            { "newTaskAction", "new-task" },
        };
        for (const auto &[action, name] : forms) {
            QWidget *dialog = opened(action);
            const auto *field = dialog ? dialog->findChild<QLineEdit *>() : nullptr;
            if (!field || !wait([field] { return field->isEnabled(); }) || !save(*dialog, name))
                return false;
            dialog->close();
        }
        return true;
    }

    bool earlierRequests()
    {
        QWidget *log = opened("earlierRequestsAction");
        if (!log)
            return false;
        const auto *choice = log->findChild<QComboBox *>(QStringLiteral("sessionChoice"));
        const auto *view = log->findChild<QTableView *>(QStringLiteral("logView"));
        return wait([&] { return choice->count() > 0 && view->model()->rowCount() > 0; })
                && save(*log, "earlier-requests");
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
    qputenv("HOME", "/home/ada"); // some pages show where files are; nothing is written there
    const QApplication application(argc, argv);
    const QString target = QApplication::arguments().value(1, QStringLiteral("docs"));
    for (const Theme theme : { Theme::Light, Theme::Dark }) {
        if (!Session(target, theme).take())
            return 1;
    }
    return 0;
}
