// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descendant.h"
#include "exportbar.h"
#include "support/transferdesk.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

using namespace frontdesk;

namespace {

struct Bar
{
    const TransferDesk &desk;
    ExportBar bar;

    explicit Bar(const TransferDesk &on)
        : desk(on)
    {
        QObject::connect(desk.engine.get(), &TaskEngine::tasksChanged, &bar, &ExportBar::noteTasks);
        bar.resize(500, 60);
    }
    ~Bar()
    {
        (void)QTest::qWaitFor([this] { return !bar.isRunning(); });
    }

    void start(const char *file)
    {
        bar.start(desk.transfers, UserFormat::Csv, desk.home.filePath(QLatin1String(file)));
    }
    template <typename T>
    T *find(const char *name) const
    {
        return descendant<T>(bar, name);
    }
    QString text() const { return find<QLabel>("textLabel")->text(); }
    QString error() const { return find<QLabel>("errorLabel")->text(); }
    QStringList files() const
    {
        return QDir(desk.home.path()).entryList(QDir::Files | QDir::Hidden);
    }
};

} // namespace

/// An export is a task and then a copy of what it made.
class TestExportBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void putsTheFileInItsPlace();
    void isStartedAgain();
    void saysWhyTheFileCannotBeWritten();
    void cancelWritesNoFile();
    void saysWhyThereIsNoTask();
};

void TestExportBar::putsTheFileInItsPlace()
{
    const TransferDesk desk;
    QVERIFY(await(desk.users().create({ "Ada", "ada@example.org" })));
    Bar bar(desk);
    QVERIFY(!bar.bar.isVisible());
    bar.start("users.csv");
    QVERIFY(bar.bar.isVisible());
    QVERIFY(bar.find<QWidget>("cancelButton")->isVisible());
    QTRY_VERIFY(!bar.bar.isRunning());
    QCOMPARE(desk.read("users.csv"), "id,name,email\r\n1,Ada,ada@example.org\r\n");
    QCOMPARE(bar.text(),
             QStringLiteral("1 users are in %1 (38 B).")
                     .arg(desk.home.filePath(QStringLiteral("users.csv"))));
    QVERIFY(!bar.find<QWidget>("cancelButton")->isVisible());
    QVERIFY(!bar.find<QWidget>("progressBar")->isVisible());
    QTest::mouseClick(bar.find<QToolButton>("closeButton"), Qt::LeftButton);
    QVERIFY(!bar.bar.isVisible());
}

void TestExportBar::isStartedAgain()
{
    const TransferDesk desk;
    Bar bar(desk);
    bar.start("none/users.csv");
    QTRY_VERIFY(!bar.bar.isRunning());
    bar.start("users.csv");
    QVERIFY(!bar.find<QWidget>("errorLabel")->isVisible());
    QVERIFY(bar.find<QWidget>("progressBar")->isVisible());
    QTRY_VERIFY(!bar.bar.isRunning());
    QCOMPARE(desk.read("users.csv"), "id,name,email\r\n");
}

void TestExportBar::saysWhyTheFileCannotBeWritten()
{
    const TransferDesk desk;
    Bar bar(desk);
    bar.start("none/users.csv");
    QTRY_VERIFY(!bar.bar.isRunning());
    QVERIFY(bar.find<QWidget>("errorLabel")->isVisible());
    QVERIFY(!bar.find<QWidget>("textLabel")->isVisible());
    QVERIFY(bar.error().endsWith(
            QStringLiteral("The file cannot be written: No such file or directory.")));
}

void TestExportBar::cancelWritesNoFile()
{
    const TransferDesk desk;
    Bar bar(desk);
    bar.start("users.csv");
    QTest::mouseClick(bar.find<QPushButton>("cancelButton"), Qt::LeftButton); // no task yet
    QTRY_VERIFY(!bar.bar.isRunning());
    QCOMPARE(bar.text(), QStringLiteral("The export was cancelled; no file was written."));
    QCOMPARE(bar.files(), QStringList());
}

void TestExportBar::saysWhyThereIsNoTask()
{
    TransferDesk desk;
    Bar bar(desk);
    desk.stop();
    bar.start("users.csv");
    QTRY_VERIFY(!bar.bar.isRunning());
    QVERIFY(bar.error().contains(QStringLiteral("not open")));
}

QTEST_MAIN(TestExportBar)
#include "tst_exportbar.moc"
