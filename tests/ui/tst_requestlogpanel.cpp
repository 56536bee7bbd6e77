// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchangelogmodel.h"
#include "requestlogpanel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

using namespace frontdesk;

namespace {

Exchange exchange(const QByteArray &target)
{
    Exchange exchange;
    exchange.method = "POST";
    exchange.texts = ExchangeTexts(target, "Host: h\r\nContent-Type: application/json\r\n",
                                   "content-type: application/json\r\n");
    exchange.status = 409;
    exchange.client = "127.0.0.1:51234";
    exchange.requestBody = "{\"q\":1}";
    exchange.requestBodySize = 7;
    exchange.responseBody = "{\"a\":2}";
    exchange.responseBodySize = 7;
    exchange.times = { 1'000, 2'000, 3'000, 0, 0, 500'000, 901'000 };
    return exchange;
}

struct Panel
{
    ExchangeLogModel model { { .rows = 100 } };
    RequestLogPanel panel { model };

    Panel()
    {
        panel.resize(900, 300);
        panel.show();
    }

    template <typename T>
    T *find(const char *name) const
    {
        auto *found = panel.findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString label(const char *name) const { return find<QLabel>(name)->text(); }
    QString body(const char *view, const char *part = "textView") const
    {
        return find<QWidget>(view)->findChild<QPlainTextEdit *>(QLatin1String(part))->toPlainText();
    }
    void append(int count, const QByteArray &target)
    {
        QList<Exchange> batch;
        for (int i = 0; i < count; ++i)
            batch.append(exchange(target));
        model.append(batch);
        QCoreApplication::processEvents();
    }
    void select(int row)
    {
        auto *view = find<QTableView>("logView");
        view->scrollTo(model.index(row, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(model.index(row, 1)).center());
    }
};

} // namespace

class TestRequestLogPanel : public QObject
{
    Q_OBJECT

private slots:
    void showsAllAboutTheSelectedRequest();
    void theDetailsStayWhenTheRowHasLeft();
    void saysWhatTheLogHasLetGo();
    void countsWhatItDoesNotShow();
    void clearEmptiesAll();
    void theFollowButtonTellsAndToggles();
};

void TestRequestLogPanel::showsAllAboutTheSelectedRequest()
{
    Panel log;
    log.append(3, "/first");
    QVERIFY(!log.find<QWidget>("detailsPage")->isVisible());
    log.select(1);
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
    QCOMPARE(log.label("detailsLabel"),
             QStringLiteral("POST /first → 409 · 900 µs · from 127.0.0.1:51234"));
    QCOMPARE(log.body("responseBodyView"), QStringLiteral("{\n  \"a\": 2\n}"));
    QCOMPARE(log.body("requestBodyView"), QStringLiteral("{\n  \"q\": 1\n}"));
    QCOMPARE(log.find<QPlainTextEdit>("headersView")->toPlainText(),
             QStringLiteral("POST /first\nHost: h\nContent-Type: application/json\n\n409\n"
                            "content-type: application/json\n"));
    const QString times = log.find<QPlainTextEdit>("timesView")->toPlainText();
    QVERIFY(times.contains(QStringLiteral("Answered")));
    QVERIFY(!times.contains(QStringLiteral("Database"))); // it did not pass there
}

void TestRequestLogPanel::theDetailsStayWhenTheRowHasLeft()
{
    Panel log;
    log.append(1, "/first");
    log.select(0);
    log.append(100, "/later");
    QVERIFY(!log.find<QTableView>("logView")->selectionModel()->hasSelection());
    QVERIFY(log.find<QWidget>("detailsPage")->isVisible());
    QVERIFY(log.label("detailsLabel").startsWith(QStringLiteral("POST /first")));
}

void TestRequestLogPanel::saysWhatTheLogHasLetGo()
{
    Panel log;
    Exchange large = exchange("/large");
    large.requestBodySize = 2 * 1024 * 1024;
    large.responseBody.clear();
    large.responseBodySize = 1024;
    log.model.append({ large });
    log.select(0);
    const auto note = [&](const char *view) {
        return log.find<QWidget>(view)->findChild<QLabel *>(QStringLiteral("noteLabel"))->text();
    };
    QCOMPARE(note("requestBodyView"), QStringLiteral("The log keeps the first 7 B of 2.00 MiB."));
    QCOMPARE(note("responseBodyView"),
             QStringLiteral("The log has let go of this body of 1.00 KiB."));
}

void TestRequestLogPanel::countsWhatItDoesNotShow()
{
    Panel log;
    log.append(40, "/x");
    QCOMPARE(log.label("countLabel"), QStringLiteral("40 requests"));
    log.append(90, "/x");
    QCOMPARE(log.label("countLabel"), QStringLiteral("100 shown, 30 more were let go"));
}

void TestRequestLogPanel::clearEmptiesAll()
{
    Panel log;
    log.append(5, "/x");
    log.select(2);
    QTest::mouseClick(log.find<QWidget>("clearButton"), Qt::LeftButton);
    QCOMPARE(log.model.rowCount(), 0);
    QVERIFY(!log.find<QWidget>("detailsPage")->isVisible());
    QCOMPARE(log.label("countLabel"), QStringLiteral("0 requests"));
}

void TestRequestLogPanel::theFollowButtonTellsAndToggles()
{
    Panel log;
    log.append(100, "/x");
    auto *follow = log.find<QAbstractButton>("followButton");
    auto *bar = log.find<QTableView>("logView")->verticalScrollBar();
    QVERIFY(follow->isChecked());
    bar->setValue(0);
    QVERIFY(!follow->isChecked());
    QTest::mouseClick(follow, Qt::LeftButton);
    QVERIFY(follow->isChecked());
    QCOMPARE(bar->value(), bar->maximum());
}

QTEST_MAIN(TestRequestLogPanel)
#include "tst_requestlogpanel.moc"
