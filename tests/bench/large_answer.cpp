// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Opens an answer of 100 MB in the request panel as somebody would who looks for
// something in it, and says of each step how long the event loop was held up at most:
// a line "step<TAB>milliseconds".
#include "base/inbox.h"
#include "findbar.h"
#include "largetextview.h"
#include "models/eventloopwatchdog.h"
#include "requestpanel.h"
#include "support/scriptedserver.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QEventLoop>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <future>
#include <memory>
#include <vector>

using namespace frontdesk;

namespace {

using namespace std::chrono_literals;

constexpr qsizetype bodyBytes = 100'000'000;
constexpr auto patience = 60s;
constexpr auto settling = 50ms;

/// One line, as servers send it.
QByteArray answer()
{
    QByteArray body = "[";
    body.reserve(bodyBytes + 1'000);
    for (qint64 id = 1; body.size() < bodyBytes; ++id) {
        const QByteArray number = QByteArray::number(id);
        body += R"({"id":)" + number + R"(,"name":"User )" + number + R"(","email":"user)" + number
                + R"(@example.org","tags":["a","b"],"active":true},)";
    }
    body.back() = ']';
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// In a thread of its own: it isn't the window that serves.
class Server
{
public:
    Server()
        : m_thread(QThread::create([this] {
            ScriptedServer server;
            server.answer = answer();
            server.closesAfterAnswer = true;
            m_port.set_value(server.serverPort());
            QEventLoop().exec();
        }))
    {
        m_thread->start();
    }
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;
    ~Server()
    {
        m_thread->quit();
        m_thread->wait();
    }
    quint16 port() { return m_port.get_future().get(); }

private:
    std::promise<quint16> m_port;
    const std::unique_ptr<QThread> m_thread;
};

/// Does one thing after the other from the event loop, as input would come.
class Hand
{
public:
    using Action = std::function<void()>;
    using Condition = std::function<bool()>;

    /// False: it did not come to its end. A step without a name isn't told of.
    bool step(const char *name, const std::vector<Action> &actions, const Condition &done)
    {
        EventLoopWatchdog watchdog;
        watchdog.start();
        QEventLoop loop;
        QTimer next, limit;
        auto action = actions.begin();
        next.callOnTimeout([&] {
            if (action != actions.end())
                return (*action++)();
            if (!done())
                return;
            next.stop();
            QTimer::singleShot(settling, &loop, &QEventLoop::quit); // it is painted, too
        });
        limit.callOnTimeout([&loop] { loop.exit(1); });
        next.start(10ms);
        limit.start(patience);
        const bool ended = loop.exec() == 0;
        watchdog.stop();
        if (!*name)
            return ended;
        std::printf("%s\t%.1f\n", name, double(watchdog.longestStall().count()) / 1e6);
        std::fflush(stdout);
        if (!ended)
            std::fprintf(stderr, "“%s” did not end.\n", name);
        return ended;
    }
};

template <typename Widget>
Widget &child(RequestPanel &panel, const char *name)
{
    auto *found = panel.findChild<Widget *>(QLatin1String(name));
    if (!found)
        qFatal("no %s", name);
    return *found;
}

bool measure(RequestPanel &panel)
{
    QSignalSpy answered(&panel, &RequestPanel::answered);
    auto &view = child<LargeTextView>(panel, "largeView");
    auto &edit = child<QLineEdit>(panel, "findEdit");
    const auto &note = child<QLabel>(panel, "noteLabel");
    const auto &count = child<QLabel>(panel, "findCountLabel");
    const auto always = [] { return true; };
    const auto shown = [&] { return view.rowCount() > 0 && note.text().isEmpty(); };
    const auto press = [](QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        return [&widget, key, modifiers] { QTest::keyClick(&widget, key, modifiers); };
    };
    const auto click = [&panel](const char *button) {
        return [&panel, button] { child<QAbstractButton>(panel, button).click(); };
    };

    std::vector<Hand::Action> scrolling(100, press(view, Qt::Key_PageDown));
    for (int i = 0; i < 100; ++i)
        scrolling.emplace_back([&view, i] {
            QScrollBar &bar = *view.verticalScrollBar();
            bar.setValue(int(qint64(bar.maximum()) * (i * 37 % 100) / 100));
        });
    scrolling.push_back(press(view, Qt::Key_End, Qt::ControlModifier));
    std::vector<Hand::Action> typing { [&panel] { panel.findChild<FindBar *>()->open(); } };
    for (const QChar letter : QStringLiteral("User 99999"))
        typing.emplace_back([&edit, letter] { QTest::keyClicks(&edit, letter); });
    std::vector<Hand::Action> stepping(100, press(edit, Qt::Key_Return));
    const auto clickAt = [&view](double part, Qt::KeyboardModifiers modifiers = {}) {
        return [&view, part, modifiers] {
            QScrollBar &bar = *view.verticalScrollBar();
            bar.setValue(int(bar.maximum() * part));
            QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, { 100, 20 });
        };
    };
    const std::vector<Hand::Action> selecting { clickAt(0), clickAt(0.15, Qt::ShiftModifier) };
    bool isCopied = false;
    QObject::connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, &view,
                     [&isCopied] { isCopied = true; });
    const auto copied = [&isCopied] { return isCopied; };

    Hand hand;
    return hand.step("", {}, always) // the window itself is painted
            && hand.step("arrives", { [&panel] { panel.send(); } },
                         [&] { return answered.size() == 1; })
            && hand.step("is indented", {}, shown) && hand.step("is scrolled", scrolling, always)
            && hand.step("is searched", typing,
                         [&] { return count.text().startsWith(QLatin1String("1 of")); })
            && hand.step("from place to place", stepping, always)
            && hand.step("as it came, on one line", { click("rawButton") }, shown)
            && hand.step("… is scrolled", scrolling, always)
            && hand.step("… is selected, 15 MB of it", selecting, always)
            && hand.step("… and copied", { press(view, Qt::Key_C, Qt::ControlModifier) }, copied)
            && hand.step("gives way to another", { [&panel] { panel.send(); } },
                         [&] { return answered.size() == 2 && shown(); })
            && hand.step("is closed", { [&panel] { panel.closeTab(0); } }, always);
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    Inbox::setCurrent(makeEventLoopInbox());
    Server server;
    RequestPanel panel;
    panel.resize(900, 900);
    panel.show();
    panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.port())));
    const bool measured = measure(panel);
    Inbox::setCurrent(nullptr);
    return measured ? 0 : 1;
}
