// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "exportbar.h"
#include "models/usertablemodel.h"
#include "storage/database.h"
#include "storage/taskstore.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "userfiles.h"
#include "windowtest.h"

#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

using namespace frontdesk;

namespace {

struct UsersWindow : Desk
{
    UsersWindow()
    {
        if (!QTest::qWaitFor([this] { return isListening(); }, 20'000))
            qFatal("no server");
        if (!await(backend.database()->users().create({ "Ada", "ada@example.org" })))
            qFatal("no user");
    }

    QString file(const char *name) const { return home.filePath(QLatin1String(name)); }
    void startExport()
    {
        bar()->start({ backend.taskEngine(), backend.database()->users(), TaskFiles(folder.path()),
                       qint64(backend.settings().limits.fileBytes) },
                     UserFormat::Csv, file("users.csv"));
    }
    ExportBar *bar() const { return window->findChild<ExportBar *>(); }
    QMessageBox *question() const { return window->findChild<QMessageBox *>(); }
    QAbstractButton *answer(QMessageBox::ButtonRole role) const
    {
        for (QAbstractButton *button : question()->buttons()) {
            if (question()->buttonRole(button) == role)
                return button;
        }
        qFatal("no such answer");
    }
    bool isClosed() const { return !finished.isEmpty() && !window->isVisible(); }

    QTemporaryDir home; ///< a person's own
};

enum class End { Confirmed, Terminated };

} // namespace

Q_DECLARE_METATYPE(End)

/// What closing the window, and its settings, mean for users and their files.
class TestWindowUsers : public QObject
{
    Q_OBJECT

private slots:
    void importsFilesAsLargeAsIsSet();
    void closingAsksWhileAnExportRuns();
    void theQuestionGoesWhenTheExportHasEnded();
    void closingAllTheSameCancelsTheExport_data();
    void closingAllTheSameCancelsTheExport();
    void closingDeletesWhatWasAnnounced();
};

void TestWindowUsers::importsFilesAsLargeAsIsSet()
{
    Desk desk;
    Settings settings = desk.backend.settings();
    settings.limits.fileBytes = 1 << 20;
    desk.backend.setServerSettings(settings); // before there is any data
    QTRY_VERIFY(desk.isListening());
    QFile file(desk.folder.filePath(QStringLiteral("large.csv")));
    QVERIFY(file.open(QFile::WriteOnly));
    QVERIFY(file.resize((1 << 20) + 1));
    desk.window->findChild<UserFiles *>()->importFile(file.fileName());
    QTRY_VERIFY(desk.find<QWidget>("fileErrorLabel")->isVisible());
    QVERIFY(desk.text("fileErrorLabel").contains(QStringLiteral("an import takes 1 MiB at most")));
}

void TestWindowUsers::closingAsksWhileAnExportRuns()
{
    UsersWindow desk;
    desk.startExport();
    desk.window->close();
    QVERIFY(desk.question());
    QVERIFY(desk.question()->isVisible());
    QVERIFY(desk.question()->text().contains(QStringLiteral("“users.csv”")));
    const QPointer<QMessageBox> first(desk.question());
    desk.window->close(); // once is enough
    QCOMPARE(desk.window->findChildren<QMessageBox *>().size(), 1);
    QTest::mouseClick(desk.answer(QMessageBox::RejectRole), Qt::LeftButton);
    QTRY_VERIFY(!first);
    QTRY_VERIFY(!desk.bar()->isRunning());
    QVERIFY(QFile::exists(desk.file("users.csv")));
    QVERIFY(desk.window->isVisible());
    desk.window->close(); // nothing is under way any more
    QTRY_VERIFY(desk.isClosed());
}

void TestWindowUsers::theQuestionGoesWhenTheExportHasEnded()
{
    UsersWindow desk;
    desk.startExport();
    desk.window->close();
    QVERIFY(desk.question());
    QTRY_VERIFY(!desk.question());
    QVERIFY(QFile::exists(desk.file("users.csv")));
    QVERIFY(desk.window->isVisible());
    QVERIFY(desk.finished.isEmpty());
}

void TestWindowUsers::closingAllTheSameCancelsTheExport_data()
{
    QTest::addColumn<End>("end");
    QTest::newRow("the question was answered so") << End::Confirmed;
    QTest::newRow("the program is told to end") << End::Terminated;
}

void TestWindowUsers::closingAllTheSameCancelsTheExport()
{
    QFETCH(const End, end);
    UsersWindow desk;
    desk.startExport();
    if (end == End::Confirmed) {
        desk.window->close();
        QTest::mouseClick(desk.answer(QMessageBox::DestructiveRole), Qt::LeftButton);
    } else {
        desk.window->shutDown();
        QVERIFY(!desk.question());
    }
    QTRY_VERIFY(desk.isClosed());
    QVERIFY(!QFile::exists(desk.file("users.csv")));

    const auto database = Database::openSqlite(desk.folder.filePath(QStringLiteral("frontdesk.db")),
                                               Clock::system());
    QVERIFY(database);
    const auto tasks = await((*database)->tasks().list({}));
    QVERIFY(tasks);
    QCOMPARE(tasks->size(), 1);
    QVERIFY(isFinal(tasks->first().state)); // the next start doesn't run it for nobody
}

void TestWindowUsers::closingDeletesWhatWasAnnounced()
{
    UsersWindow desk;
    auto *view = desk.find<QTableView>("usersView");
    QTRY_COMPARE(desk.cell("usersView", 0, UserTableModel::Name), QStringLiteral("Ada"));
    desk.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
    view->setFocus();
    view->selectRow(0);
    QTest::keyClick(view, Qt::Key_Delete);
    QTRY_VERIFY(desk.find<QWidget>("deletionBar")->isVisible());
    desk.window->close();
    QTRY_VERIFY(desk.isClosed());
    const auto database = Database::openSqlite(desk.folder.filePath(QStringLiteral("frontdesk.db")),
                                               Clock::system());
    QVERIFY(database);
    QCOMPARE((*database)->users().count(), 0);
}

QTEST_MAIN(TestWindowUsers)
#include "tst_windowusers.moc"
