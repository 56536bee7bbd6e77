// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keysheet.h"
#include "mainwindow.h"
#include "sparkline.h"
#include "windowlayout.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDockWidget>
#include <QFile>
#include <QHash>
#include <QImage>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace frontdesk;

namespace {

/// A window whose backend is never started.
struct Shell
{
    explicit Shell(const QString &layoutFile = {})
        : window(backend, layoutFile)
    {
        window.resize(1300, 850);
        window.show();
    }
    ~Shell()
    {
        const QSignalSpy finished(&backend, &Backend::finished);
        window.close();
        QTRY_COMPARE(finished.size(), 1);
    }
    QDockWidget *dock(const char *name) const
    {
        return window.findChild<QDockWidget *>(QLatin1String(name));
    }
    QAction *action(const char *name) const
    {
        return window.findChild<QAction *>(QLatin1String(name));
    }

    Backend backend { Settings() };
    MainWindow window;
};

} // namespace

/// The window around the panels.
class TestShell : public QObject
{
    Q_OBJECT

private slots:
    void layoutIsRemembered();
    void layoutCanBeReset();
    void brokenFileChangesNothing();
    void themes();
    void boxesAreSeenInTheDark();
    void keySheet();
    void keyToFind();
    void keysAreNotAmbiguous();
    void fitsSmallScreens();
    void pathKeepsItsRoom();
    void sparkline();

private:
    QString file() const { return m_folder.filePath(QStringLiteral("sub/window.ini")); }

    QTemporaryDir m_folder;
};

void TestShell::layoutIsRemembered()
{
    {
        Shell shell(file());
        QVERIFY(shell.dock("tasksDock")->isVisible());
        shell.dock("tasksDock")->hide();
        shell.action("darkThemeAction")->trigger();
        QVERIFY(shell.action("desktopMessagesAction")->isChecked());
        shell.action("desktopMessagesAction")->trigger();
        shell.action("taskDetailsAction")->trigger();
    }
    applyTheme(Theme::System);
    QVERIFY(WindowLayout::keptTheme(file()) == Theme::Dark); // for a dialog before the window
    const Shell shell(file());
    QVERIFY(!shell.dock("tasksDock")->isVisible());
    QVERIFY(shell.action("darkThemeAction")->isChecked());
    QVERIFY(!shell.action("desktopMessagesAction")->isChecked());
    QVERIFY(!shell.action("taskDetailsAction")->isChecked());
    QVERIFY(QApplication::palette().color(QPalette::Base).lightness() < 100);
    applyTheme(Theme::System);
}

void TestShell::layoutCanBeReset()
{
    const Shell shell;
    shell.dock("requestDock")->setFloating(true);
    shell.dock("tasksDock")->hide();
    for (QAction *action : shell.window.findChildren<QAction *>()) {
        if (action->text() == QStringLiteral("&Reset Layout"))
            action->trigger();
    }
    QVERIFY(!shell.dock("requestDock")->isFloating());
    QTRY_VERIFY(shell.dock("tasksDock")->isVisible());
}

void TestShell::brokenFileChangesNothing()
{
    const QString path = m_folder.filePath(QStringLiteral("broken.ini"));
    {
        QFile broken(path);
        QVERIFY(broken.open(QFile::WriteOnly));
        broken.write("[window]\ngeometry=@ByteArray(xyz)\ndocks=@Invalid\ntheme=pink\n\xff\xfe[[[");
    }
    QVERIFY(WindowLayout::keptTheme(path) == Theme::System);
    QVERIFY(WindowLayout::keptTheme(m_folder.filePath(QStringLiteral("none.ini")))
            == Theme::System);
    const Shell shell(path);
    QVERIFY(shell.dock("tasksDock")->isVisible());
    QVERIFY(shell.action("systemThemeAction")->isChecked());
    QCOMPARE(shell.window.width(), 1300);
}

void TestShell::themes()
{
    for (const Theme theme : { Theme::System, Theme::Light, Theme::Dark })
        QVERIFY(themeFromString(toString(theme)) == theme);
    QVERIFY(!themeFromString(QStringLiteral("pink")));
    const QPalette before = QApplication::palette();
    applyTheme(Theme::Dark);
    const QPalette dark = QApplication::palette();
    QVERIFY(dark.color(QPalette::Text).lightness() > dark.color(QPalette::Base).lightness());
    applyTheme(Theme::Light);
    const QPalette light = QApplication::palette();
    QVERIFY(light.color(QPalette::Text).lightness() < light.color(QPalette::Base).lightness());
    applyTheme(Theme::System);
    QCOMPARE(QApplication::palette().color(QPalette::Base), before.color(QPalette::Base));
}

/// An unticked box is as good as not there if its edge is as dark as the window.
void TestShell::boxesAreSeenInTheDark()
{
    applyTheme(Theme::Dark);
    QCheckBox check;
    QRadioButton radio;
    for (QAbstractButton *box :
         { static_cast<QAbstractButton *>(&check), static_cast<QAbstractButton *>(&radio) }) {
        box->show();
        const QImage image = box->grab().toImage();
        const int window = box->palette().color(QPalette::Window).lightness();
        int lightest = 0;
        for (int x = 0; x < image.width(); ++x)
            lightest = std::max(lightest, image.pixelColor(x, image.height() / 2).lightness());
        QVERIFY2(lightest > window + 40, qPrintable(QString::number(lightest)));
    }
    applyTheme(Theme::System);
}

void TestShell::keySheet()
{
    Shell shell;
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    QTest::keyClick(&shell.window, Qt::Key_F1);
    const auto *sheet = shell.window.findChild<KeySheet *>();
    QVERIFY(sheet);
    const auto *table = sheet->findChild<QTableWidget *>(QStringLiteral("keyTable"));
    QVERIFY(table->rowCount() > 8);
    bool named = false;
    for (int row = 0; row < table->rowCount(); ++row) {
        QVERIFY(!table->item(row, 0)->text().isEmpty());
        named = named || table->item(row, 1)->text() == QStringLiteral("Address");
    }
    QVERIFY(named);
}

void TestShell::keyToFind()
{
    Shell shell;
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    auto *filter = shell.window.findChild<QWidget *>(QStringLiteral("filterEdit"));
    shell.window.findChild<QWidget *>(QStringLiteral("usersView"))->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), filter);

    auto *address = shell.window.findChild<QWidget *>(QStringLiteral("addressEdit"));
    address->setFocus();
    QAction *find = nullptr;
    for (QAction *action : shell.dock("requestDock")->findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_F))
            find = action;
    }
    QVERIFY(find);
    const QSignalSpy found(find, &QAction::triggered);
    QTest::keyClick(address, Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(found.size(), 1);
    QVERIFY(QApplication::focusWidget() != filter);
}

/// A key that works in the whole window is nobody else's.
void TestShell::keysAreNotAmbiguous()
{
    Shell shell;
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    shell.window.findChild<QWidget *>(QStringLiteral("addressEdit"))->setFocus();
    QHash<QString, QStringList> everywhere;
    QHash<QString, QStringList> all;
    const auto note = [&](const QKeySequence &keys, const QString &name, bool inWindow) {
        if (keys.isEmpty())
            return;
        all[keys.toString()] += name;
        if (inWindow)
            everywhere[keys.toString()] += name;
    };
    for (const QAction *action : shell.window.findChildren<QAction *>()) {
        for (const QKeySequence &keys : action->shortcuts())
            note(keys, action->text(), action->shortcutContext() == Qt::WindowShortcut);
    }
    for (const QAbstractButton *button : shell.window.findChildren<QAbstractButton *>())
        note(button->shortcut(), button->objectName(), true);
    QVERIFY(everywhere.size() > 10);
    for (auto key = everywhere.cbegin(); key != everywhere.cend(); ++key)
        QVERIFY2(all[key.key()].size() == 1,
                 qPrintable(key.key() + u' ' + all[key.key()].join(u'|')));
}

void TestShell::fitsSmallScreens()
{
    const Shell shell;
    shell.window.findChild<QWidget *>(QStringLiteral("detailsPage"))->show();
    if (!shell.action("taskDetailsAction")->isChecked())
        shell.action("taskDetailsAction")->trigger();
    QTRY_VERIFY2(shell.window.minimumSizeHint().height() <= 640,
                 qPrintable(QString::number(shell.window.minimumSizeHint().height())));
}

void TestShell::pathKeepsItsRoom()
{
    Shell shell;
    auto *log = shell.window.findChild<QTableView *>(QStringLiteral("logView"));
    const auto enough
            = [log] { return log->columnWidth(2) >= 15 * log->fontMetrics().averageCharWidth(); };
    shell.window.resize(1000, 700);
    QTRY_VERIFY(enough());
    QVERIFY(log->isColumnHidden(6)); // the client is the first to go
    shell.window.resize(2400, 900);
    QTRY_VERIFY(!log->isColumnHidden(6));
    QVERIFY(enough());
}

void TestShell::sparkline()
{
    Sparkline line;
    line.resize(line.sizeHint());
    const QImage flat = line.grab().toImage();
    line.add(0);
    QVERIFY(line.grab().toImage() == flat);
    line.add(1234);
    QVERIFY(line.grab().toImage() != flat);
    QVERIFY(line.toolTip().contains(QStringLiteral("1,234"))
            || line.toolTip().contains(QStringLiteral("1234")));
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
