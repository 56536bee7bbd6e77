// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settingsdialog.h"

#include "base/inbox.h"
#include "brokensettingsdialog.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace frontdesk;

namespace {

QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

template <typename T>
T *find(const QWidget &window, const QString &name)
{
    auto *found = window.findChild<T *>(name);
    if (!found)
        qFatal("no %s", qPrintable(name));
    return found;
}

} // namespace

/// Settings, changed by hand.
class TestSettingsDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void showsTheFileAndDefaults();
    void nothingIsClipped();
    void savesWhatDiffers();
    void takesTruthAsTheProgramDoes();
    void staysWhileItWrites();
    void savesAndRestarts();
    void saysWhatIsWrongBesideIt_data();
    void saysWhatIsWrongBesideIt();
    void contradictionsGoWithEither();
    void overriddenValuesStay();
    void restoresDefaults();
    void brokenFileCannotBeChanged();
    void saysWhenItCannotWrite();
    void everyControlHasANameAndATip();

    void brokenFileIsLeftOut();
    void brokenFileIsSetAside();
    void brokenFileEndsTheProgram();

private:
    /// Shown, and the file read.
    std::unique_ptr<SettingsDialog> open(const SettingValues &overrides = {})
    {
        auto dialog
                = std::make_unique<SettingsDialog>(SettingsOrigin { m_path, overrides }, nullptr);
        dialog->show();
        auto *pages = find<QTabWidget>(*dialog, QStringLiteral("settingsPages"));
        if (!QTest::qWaitFor([pages] { return pages->isEnabled(); }))
            qWarning("The file was not read.");
        return dialog;
    }
    static QLineEdit *edit(const QWidget &dialog, const char *name)
    {
        return find<QLineEdit>(dialog, QLatin1String(name));
    }
    static void type(const QWidget &dialog, const char *name, const char *text)
    {
        edit(dialog, name)->clear();
        QTest::keyClicks(edit(dialog, name), QString::fromLatin1(text));
    }
    static QAbstractButton *button(const QWidget &dialog, const char *name)
    {
        return find<QAbstractButton>(dialog, QLatin1String(name));
    }
    static QString problem(const QWidget &dialog, const char *name)
    {
        return find<QLabel>(dialog, QLatin1String(name) + QLatin1String("Problem"))->text();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestSettingsDialog::initTestCase()
{
    Inbox::setCurrent(makeEventLoopInbox());
}

void TestSettingsDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("frontdesk.ini"));
}

void TestSettingsDialog::showsTheFileAndDefaults()
{
    put(m_path, "port=81\nallow-private-targets=true\n");
    const auto dialog = open();
    QCOMPARE(edit(*dialog, "port")->text(), QStringLiteral("81"));
    QCOMPARE(edit(*dialog, "threads")->text(), QString());
    QVERIFY(find<QCheckBox>(*dialog, QStringLiteral("allow-private-targets"))->isChecked());
    for (const Setting &setting : settingsTable()) {
        if (setting.kind != Setting::Kind::Truth)
            QCOMPARE(find<QLineEdit>(*dialog, setting.name)->placeholderText(), setting.standard);
    }
    QVERIFY(find<QLabel>(*dialog, QStringLiteral("fileLabel"))->text().contains(m_path));
    QVERIFY(button(*dialog, "saveButton")->isEnabled());
}

/// On any page every label has the height that its text takes.
void TestSettingsDialog::nothingIsClipped()
{
    put(m_path, "");
    const auto dialog = open();
    auto *pages = find<QTabWidget>(*dialog, QStringLiteral("settingsPages"));
    for (int i = 0; i < pages->count(); ++i) {
        pages->setCurrentIndex(i);
        QCoreApplication::processEvents();
        for (const QLabel *label : pages->currentWidget()->findChildren<QLabel *>()) {
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                         qPrintable(label->text()));
        }
    }
}

void TestSettingsDialog::savesWhatDiffers()
{
    put(m_path, "; mine\nhost=::1\nport=81\n");
    const auto dialog = open();
    QSignalSpy saved(dialog.get(), &SettingsDialog::saved);
    edit(*dialog, "host")->clear();
    type(*dialog, "max-body-size", "2048");
    QTest::keyClick(edit(*dialog, "max-body-size"), Qt::Key_Return);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(contents(m_path), QStringLiteral("; mine\nport=81\nmax-body-size=2048\n"));
    const auto settings = saved[0][0].value<Settings>();
    QCOMPARE(settings.port, quint16(81));
    QCOMPARE(settings.limits.bodyBytes, quint64(2048 * 1024));
    QCOMPARE(saved[0][1].toBool(), false);
    QVERIFY(!dialog->isVisible());
}

void TestSettingsDialog::takesTruthAsTheProgramDoes()
{
    put(m_path, "allow-private-targets=TRUE\n");
    const auto dialog = open();
    QVERIFY(find<QCheckBox>(*dialog, QStringLiteral("allow-private-targets"))->isChecked());
}

void TestSettingsDialog::staysWhileItWrites()
{
    const auto dialog = open();
    QSignalSpy saved(dialog.get(), &SettingsDialog::saved);
    type(*dialog, "port", "81");
    button(*dialog, "saveButton")->click();
    QVERIFY(!button(*dialog, "cancelButton")->isEnabled());
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    dialog->close();
    QVERIFY(dialog->isVisible());
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(!dialog->isVisible());
}

void TestSettingsDialog::savesAndRestarts()
{
    const auto dialog = open(); // a file that isn't there yet
    QSignalSpy saved(dialog.get(), &SettingsDialog::saved);
    type(*dialog, "idle-timeout", "5");
    find<QCheckBox>(*dialog, QStringLiteral("allow-private-targets"))->setChecked(true);
    QTest::mouseClick(button(*dialog, "restartButton"), Qt::LeftButton);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved[0][1].toBool(), true);
    QVERIFY(contents(m_path).contains(QStringLiteral("idle-timeout=5\n")));
    QVERIFY(contents(m_path).contains(QStringLiteral("allow-private-targets=true\n")));
}

void TestSettingsDialog::saysWhatIsWrongBesideIt_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("sentence");

    const auto row
            = [](const char *what, const char *name, const char *text, const char *sentence) {
                  QTest::newRow(what)
                          << QByteArray(name) << QByteArray(text) << QString::fromLatin1(sentence);
              };
    row("a word for a number", "port", "http", "Port must be a number from 0 to 65535");
    row("too much", "max-json-depth", "501", "JSON depth must be a number from 2 to 500");
    row("an address of the net", "host", "192.168.1.5", "listens on loopback only");
    row("another database", "database", "mysql:", "Database is not a database");
    row("a kind that isn't there", "task-concurrency", "dance=1", "no kind of task");
    row("half of a pair", "tls-cert", "a.pem", "given without Private key");
}

void TestSettingsDialog::saysWhatIsWrongBesideIt()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, text);
    QFETCH(const QString, sentence);
    const auto dialog = open();
    auto *pages = find<QTabWidget>(*dialog, QStringLiteral("settingsPages"));
    const auto marked = [pages] {
        int count = 0;
        for (int page = 0; page < pages->count(); ++page)
            count += pages->tabText(page).contains(QStringLiteral("(1 wrong)")) ? 1 : 0;
        return count;
    };
    QCOMPARE(marked(), 0);
    type(*dialog, name, text);
    QVERIFY2(problem(*dialog, name).contains(sentence), qPrintable(problem(*dialog, name)));
    QVERIFY(!button(*dialog, "saveButton")->isEnabled());
    QVERIFY(!button(*dialog, "restartButton")->isEnabled());
    QCOMPARE(marked(), 1);

    edit(*dialog, name)->clear();
    QCOMPARE(problem(*dialog, name), QString());
    QVERIFY(button(*dialog, "saveButton")->isEnabled());
    QCOMPARE(marked(), 0);
}

void TestSettingsDialog::contradictionsGoWithEither()
{
    const auto dialog = open();
    type(*dialog, "max-body-size", "131072");
    QVERIFY2(problem(*dialog, "max-body-size").contains(QStringLiteral("All bodies (64 MiB)"))
                     || problem(*dialog, "max-body-size")
                                .contains(QStringLiteral("Imported file (64 MiB)")),
             qPrintable(problem(*dialog, "max-body-size")));
    type(*dialog, "max-import-size", "128");
    QVERIFY(!button(*dialog, "saveButton")->isEnabled());
    type(*dialog, "max-bodies-size", "128");
    QCOMPARE(problem(*dialog, "max-body-size"), QString());
    QVERIFY(button(*dialog, "saveButton")->isEnabled());
}

void TestSettingsDialog::overriddenValuesStay()
{
    put(m_path, "port=81\nthreads=3\n");
    const auto dialog = open(
            { { QStringLiteral("port"), { QStringLiteral("82"), QStringLiteral("--port") } } });
    QCOMPARE(edit(*dialog, "port")->text(), QStringLiteral("82"));
    QVERIFY(!edit(*dialog, "port")->isEnabled());
    QVERIFY(find<QLabel>(*dialog, QStringLiteral("portOverride"))
                    ->text()
                    .contains(QStringLiteral("--port")));
    QSignalSpy saved(dialog.get(), &SettingsDialog::saved);
    QTest::mouseClick(button(*dialog, "restoreDefaultsButton"), Qt::LeftButton);
    QTest::mouseClick(button(*dialog, "saveButton"), Qt::LeftButton);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(contents(m_path), QStringLiteral("port=81\n")); // what the file said, it says
    QCOMPARE(saved[0][0].value<Settings>().port, quint16(82));
}

void TestSettingsDialog::restoresDefaults()
{
    put(m_path, "port=81\nallow-private-targets=true\n; end\n");
    const auto dialog = open();
    QSignalSpy saved(dialog.get(), &SettingsDialog::saved);
    type(*dialog, "threads", "many");
    QTest::mouseClick(button(*dialog, "restoreDefaultsButton"), Qt::LeftButton);
    QCOMPARE(edit(*dialog, "port")->text(), QString());
    QVERIFY(button(*dialog, "saveButton")->isEnabled());
    QCOMPARE(contents(m_path).count(u'\n'), 3); // not before it is saved
    QTest::mouseClick(button(*dialog, "saveButton"), Qt::LeftButton);
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(contents(m_path), QStringLiteral("; end\n"));
}

void TestSettingsDialog::brokenFileCannotBeChanged()
{
    put(m_path, "prot=80\n");
    SettingsDialog dialog(SettingsOrigin { m_path, {} });
    dialog.show();
    QTRY_VERIFY(find<QLabel>(dialog, QStringLiteral("fileProblem"))
                        ->text()
                        .contains(QStringLiteral("prot")));
    QVERIFY(!button(dialog, "saveButton")->isEnabled());
    QVERIFY(!edit(dialog, "port")->isEnabled());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestSettingsDialog::saysWhenItCannotWrite()
{
    put(m_path, "");
    m_path += QStringLiteral("/frontdesk.ini"); // below a file
    const auto dialog = open();
    type(*dialog, "port", "81");
    QTest::mouseClick(button(*dialog, "saveButton"), Qt::LeftButton);
    QTRY_VERIFY(find<QLabel>(*dialog, QStringLiteral("fileProblem"))
                        ->text()
                        .contains(QStringLiteral("cannot be written")));
    QVERIFY(dialog->isVisible());
    QVERIFY(button(*dialog, "saveButton")->isEnabled());
}

void TestSettingsDialog::everyControlHasANameAndATip()
{
    const auto dialog = open();
    int controls = 0;
    for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
        if (widget->objectName().startsWith(QLatin1String("qt_"))
            || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()
            || qobject_cast<const QTabBar *>(widget)
            || qobject_cast<const QTabBar *>(widget->parent())) // Qt's own
            continue;
        ++controls;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        if (widget != find<QTabWidget>(*dialog, QStringLiteral("settingsPages")))
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(widget->objectName()));
    }
    QVERIFY(controls > int(settingsTable().size()));
}

void TestSettingsDialog::brokenFileIsLeftOut()
{
    put(m_path, "prot=80\n");
    BrokenSettingsDialog dialog(QStringLiteral("prot is unknown."), m_path);
    dialog.show();
    QCOMPARE(find<QLabel>(dialog, QStringLiteral("sentenceLabel"))->text(),
             QStringLiteral("prot is unknown."));
    const QSignalSpy started(&dialog, &BrokenSettingsDialog::startWanted);
    const QSignalSpy ended(&dialog, &QDialog::rejected);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(started.size(), 1);
    QVERIFY(ended.isEmpty() && !dialog.isVisible());
    QCOMPARE(contents(m_path), QStringLiteral("prot=80\n"));
}

void TestSettingsDialog::brokenFileIsSetAside()
{
    put(m_path, "prot=80\n");
    BrokenSettingsDialog dialog(QStringLiteral("prot is unknown."), m_path);
    dialog.show();
    const QSignalSpy started(&dialog, &BrokenSettingsDialog::startWanted);
    QTest::mouseClick(button(dialog, "anewButton"), Qt::LeftButton);
    QTRY_COMPARE(started.size(), 1);
    const auto fresh = SettingsFile(m_path).read();
    QVERIFY(fresh && fresh->isEmpty());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
}

void TestSettingsDialog::brokenFileEndsTheProgram()
{
    put(m_path, "");
    BrokenSettingsDialog dialog(QStringLiteral("It is no file."),
                                m_path + QStringLiteral("/frontdesk.ini"));
    dialog.show();
    const QSignalSpy started(&dialog, &BrokenSettingsDialog::startWanted);
    const QSignalSpy ended(&dialog, &QDialog::rejected);
    QTest::mouseClick(button(dialog, "anewButton"), Qt::LeftButton);
    QTRY_VERIFY(find<QLabel>(dialog, QStringLiteral("problemLabel"))
                        ->text()
                        .contains(QStringLiteral("cannot be written")));
    QVERIFY(button(dialog, "defaultsButton")->isEnabled());
    QTest::mouseClick(button(dialog, "quitButton"), Qt::LeftButton);
    QCOMPARE(ended.size(), 1);
    QVERIFY(started.isEmpty());
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
