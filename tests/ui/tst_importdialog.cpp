// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descendant.h"
#include "importdialog.h"
#include "importpreview.h"
#include "support/transferdesk.h"
#include "support/userscsv.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>

using namespace frontdesk;

namespace {

struct Dialog
{
    const TransferDesk &desk;
    ImportDialog dialog;

    Dialog(const TransferDesk &on, const QString &path)
        : desk(on)
        , dialog(desk.transfers, path)
    {
        QObject::connect(desk.engine.get(), &TaskEngine::tasksChanged, &dialog,
                         &ImportDialog::noteTasks);
        dialog.open();
    }

    template <typename T>
    T *find(const char *name) const
    {
        return descendant<T>(dialog, name);
    }
    QString label(const char *name) const { return find<QLabel>(name)->text(); }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    bool isAt(const char *page) const
    {
        return find<QStackedWidget>("pages")->currentWidget()->objectName() == QLatin1String(page);
    }
    bool isRead() const { return label("rowsLabel") != QStringLiteral("Reading…"); }
    bool isCompared() const
    {
        return isRead() && find<QWidget>("forecastLabel")->isVisible()
                && label("forecastLabel") != QStringLiteral("Comparing with the table…");
    }
    QString cell(const char *table, int row, int column) const
    {
        const auto *item = find<QTableWidget>(table)->item(row, column);
        return item ? item->text() : QString();
    }
    void click(const char *name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
};

} // namespace

/// A file is looked at, then imported by a task, then reported on.
class TestImportDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void showsTheFirstRowsAndWhatIsWrong();
    void readsItInAnotherFormat();
    void saysWhyAFileIsNoUse();
    void saysWhatIsNewAndWhatIsTaken();
    void saysWhatAllOrNothingComesTo();
    void saysThatALargeFileWasNotComparedToItsEnd();
    void importsWithoutWaitingForTheComparison();
    void importsTheGoodRows();
    void importsAllOrNothing();
    void copiesTheErrors();
    void countsErrorsThatAreLeftOut();
    void stopsTheTask();
    void goesOnWhenItIsClosed();
    void saysWhyNothingIsStarted();
};

void TestImportDialog::showsTheFirstRowsAndWhatIsWrong()
{
    const TransferDesk desk;
    const Dialog import(desk,
                        desk.write("users.csv", "name,email\nAda,ada@example.org\nBob,bob\n"));
    QVERIFY(!import.button("importButton")->isEnabled());
    QTRY_VERIFY(import.isRead());
    QVERIFY(import.button("importButton")->isEnabled());
    QVERIFY(!import.button("stopButton")->isVisible());
    QVERIFY(!import.button("copyButton")->isVisible());
    QCOMPARE(import.label("rowsLabel"), QStringLiteral("2 rows; wrong: 1."));
    QVERIFY(import.label("fileLabel").startsWith(QStringLiteral("users.csv (")));
    QCOMPARE(import.cell("previewTable", 0, 0), QStringLiteral("2"));
    QCOMPARE(import.cell("previewTable", 0, 1), QStringLiteral("Ada"));
    QCOMPARE(import.cell("previewTable", 0, 2), QStringLiteral("ada@example.org"));
    QCOMPARE(import.cell("previewTable", 1, 0), QStringLiteral("3"));
    QCOMPARE(import.cell("previewTable", 1, 1),
             QStringLiteral("email must look like name@example.org."));
    QCOMPARE(import.find<QTableWidget>("previewTable")->columnSpan(1, 1), 2);
    QVERIFY(!import.find<QWidget>("fileErrorLabel")->isVisible());
}

void TestImportDialog::readsItInAnotherFormat()
{
    const TransferDesk desk;
    const Dialog import(desk,
                        desk.write("users.json", R"([{"name":"Ada","email":"ada@example.org"}])"));
    QTRY_VERIFY(import.isRead());
    auto *format = import.find<QComboBox>("formatBox");
    QCOMPARE(format->currentText(), QStringLiteral("JSON, an array"));
    QCOMPARE(import.cell("previewTable", 0, 1), QStringLiteral("Ada"));
    format->setFocus();
    QTest::keyClick(format, Qt::Key_N);
    QTRY_COMPARE(import.cell("previewTable", 0, 1),
                 QStringLiteral("A user must be a JSON object."));
    QTest::keyClick(format, Qt::Key_Home); // CSV
    QTRY_VERIFY(import.find<QWidget>("fileErrorLabel")->isVisible());
    QVERIFY(import.label("fileErrorLabel").startsWith(QStringLiteral("Line 1: ")));
    QVERIFY(!import.button("importButton")->isEnabled());
}

void TestImportDialog::saysWhyAFileIsNoUse()
{
    const TransferDesk desk;
    const Dialog import(desk, desk.home.path());
    QTRY_VERIFY(import.find<QWidget>("fileErrorLabel")->isVisible());
    QCOMPARE(import.label("fileErrorLabel"), QStringLiteral("This is a folder; choose a file."));
    QVERIFY(!import.button("importButton")->isEnabled());
    QVERIFY(!import.find<QComboBox>("formatBox")->isEnabled());
}

void TestImportDialog::saysWhatIsNewAndWhatIsTaken()
{
    const TransferDesk desk;
    QVERIFY(await(desk.users().create({ "Ada", "ada0@example.org" })));
    QVERIFY(await(desk.users().create({ "Eve", "ada1@example.org" })));
    QVERIFY(await(desk.users().create({ "Eve", "ada150@example.org" })));
    const Dialog import(desk, desk.write("users.csv", csvOf(200)));
    QTRY_VERIFY(import.isCompared());
    QCOMPARE(import.label("rowsLabel"), QStringLiteral("200 rows; all are good."));
    QCOMPARE(import.label("forecastLabel"),
             QStringLiteral("197 new, 1 there already, 2 with an address that is taken."));
    QCOMPARE(import.cell("previewTable", 0, 3), QStringLiteral("There already"));
    QCOMPARE(import.cell("previewTable", 1, 3), QStringLiteral("E-mail is taken"));
    QCOMPARE(import.cell("previewTable", 1, 2), QStringLiteral("ada1@example.org"));
    QCOMPARE(import.cell("previewTable", 2, 3), QStringLiteral("New"));
    // Behind the first hundred only what would not be imported.
    QCOMPARE(import.find<QTableWidget>("previewTable")->rowCount(), 101);
    QCOMPARE(import.cell("previewTable", 100, 0), QStringLiteral("152"));
    QCOMPARE(import.cell("previewTable", 100, 2), QStringLiteral("ada150@example.org"));
    QCOMPARE(desk.users().count(), 3);
}

void TestImportDialog::saysWhatAllOrNothingComesTo()
{
    const TransferDesk desk;
    const Dialog import(desk, desk.write("users.csv", csvOf(3) + "Bob,bob\n"));
    QTRY_VERIFY(import.isCompared());
    QCOMPARE(import.label("forecastLabel"), QStringLiteral("3 new."));
    QTest::keyClick(import.find<QCheckBox>("atomicBox"), Qt::Key_Space);
    QCOMPARE(import.label("forecastLabel"),
             QStringLiteral("3 new. Nobody would be imported, since it is all or nothing."));
    QTest::keyClick(import.find<QCheckBox>("atomicBox"), Qt::Key_Space);
    QCOMPARE(import.label("forecastLabel"), QStringLiteral("3 new."));
}

void TestImportDialog::saysThatALargeFileWasNotComparedToItsEnd()
{
    const TransferDesk desk;
    const Dialog import(desk, desk.write("users.csv", csvOf(150'000)));
    QTRY_VERIFY(import.isCompared());
    QVERIFY(import.label("rowsLabel").startsWith(QStringLiteral("The first 10"))); // thousands
    QVERIFY(import.label("forecastLabel")
                    .endsWith(QStringLiteral("The file is too large to compare the rest "
                                             "beforehand.")));
    QVERIFY(import.button("importButton")->isEnabled());
}

void TestImportDialog::importsWithoutWaitingForTheComparison()
{
    const TransferDesk desk;
    const Dialog import(desk, desk.write("users.csv", csvOf(90'000)));
    bool wasCompared = true;
    QObject::connect(
            import.find<ImportPreview>("previewPage"), &ImportPreview::wasRead, &import.dialog,
            [&] {
                wasCompared = import.isCompared();
                import.click("importButton");
            },
            Qt::QueuedConnection);
    QTRY_VERIFY(import.isAt("reportPage"));
    QVERIFY(!wasCompared);
    QCOMPARE(desk.users().count(), 90'000);
}

void TestImportDialog::importsTheGoodRows()
{
    const TransferDesk desk;
    QVERIFY(await(desk.users().create({ "Ada", "ada0@example.org" })));
    const Dialog import(desk, desk.write("users.csv", csvOf(3) + "Bob,bob\n"));
    QTRY_VERIFY(import.isRead());
    import.click("importButton");
    QTRY_VERIFY(import.isAt("reportPage"));
    QCOMPARE(import.label("reportLabel"),
             QStringLiteral("2 users added, 1 were there already, one row is wrong."));
    QCOMPARE(desk.users().count(), 3);
    QCOMPARE(import.find<QTableWidget>("errorTable")->rowCount(), 1);
    QCOMPARE(import.cell("errorTable", 0, 0), QStringLiteral("5"));
    QCOMPARE(import.cell("errorTable", 0, 1), QStringLiteral("email"));
    QVERIFY(!import.find<QWidget>("leftOutLabel")->isVisible());
    QVERIFY(!import.button("stopButton")->isVisible());
}

void TestImportDialog::importsAllOrNothing()
{
    const TransferDesk desk;
    const Dialog import(desk, desk.write("users.csv", csvOf(3) + "Bob,bob\n"));
    QTRY_VERIFY(import.isRead());
    QTest::keyClick(import.find<QCheckBox>("atomicBox"), Qt::Key_Space);
    import.click("importButton");
    QTRY_VERIFY(import.isAt("reportPage"));
    QCOMPARE(import.label("reportLabel"),
             QStringLiteral("Nobody was imported: of 4 rows one row is wrong."));
    QCOMPARE(desk.users().count(), 0);
}

void TestImportDialog::copiesTheErrors()
{
    const TransferDesk desk;
    const Dialog import(desk, desk.write("users.csv", "name,email\n,bob\n"));
    QTRY_VERIFY(import.isRead());
    QVERIFY(!import.button("copyButton")->isVisible());
    import.click("importButton");
    QTRY_VERIFY(import.button("copyButton")->isVisible());
    import.click("copyButton");
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("2\tname\tname must not be empty.\n"
                            "2\temail\temail must look like name@example.org.\n"));
}

void TestImportDialog::countsErrorsThatAreLeftOut()
{
    const TransferDesk desk;
    QByteArray rows = "name,email\n";
    for (int row = 0; row < 1'005; ++row)
        rows += "Bob,bob\n";
    const Dialog import(desk, desk.write("users.csv", rows));
    QTRY_COMPARE(import.label("rowsLabel"), QStringLiteral("1,005 rows; wrong: 1,005."));
    import.click("importButton");
    QTRY_VERIFY(import.isAt("reportPage"));
    QCOMPARE(import.find<QTableWidget>("errorTable")->rowCount(), 1'000);
    QVERIFY(import.find<QWidget>("leftOutLabel")->isVisible());
    QVERIFY(import.label("leftOutLabel").endsWith(QStringLiteral(": 5.")));
}

void TestImportDialog::stopsTheTask()
{
    const TransferDesk desk;
    const Dialog import(desk, desk.write("users.csv", csvOf(100)));
    QTRY_VERIFY(import.isRead());
    // It waits behind two that work for long, since two are the most at once.
    const QString many = desk.write("many.csv", csvOf(100'000));
    QVERIFY(await(desk.transfers.importFile(many, UserFormat::Csv, false)));
    QVERIFY(await(desk.transfers.importFile(many, UserFormat::Csv, false)));
    import.click("importButton");
    QTRY_VERIFY(import.isAt("runPage"));
    QTRY_VERIFY(import.button("stopButton")->isEnabled());
    import.click("stopButton");
    QTRY_VERIFY(import.isAt("reportPage"));
    QCOMPARE(import.label("reportLabel"),
             QStringLiteral("The import was stopped. Users that it had stored by then stay."));
}

void TestImportDialog::goesOnWhenItIsClosed()
{
    const TransferDesk desk;
    const QString path = desk.write("users.csv", csvOf(100));
    {
        const Dialog import(desk, path);
        QTRY_VERIFY(import.isRead());
        import.click("importButton");
    }
    QTRY_COMPARE(desk.users().count(), 100);
}

void TestImportDialog::saysWhyNothingIsStarted()
{
    const TransferDesk desk;
    const QString path = desk.write("users.csv", csvOf(1));
    const Dialog import(desk, path);
    QTRY_VERIFY(import.isRead());
    QVERIFY(QFile::remove(path));
    import.click("importButton");
    QTRY_VERIFY(import.isAt("reportPage"));
    QCOMPARE(import.label("reportErrorLabel"),
             QStringLiteral("The file cannot be read: No such file or directory."));
}

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"
