// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accept.h"

#include <QTest>

#include <array>

using namespace frontdesk;

class TestAccept : public QObject
{
    Q_OBJECT

private slots:
    void prefers_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<int>("offer");
        const int json = 0, csv = 1, ndjson = 2;
        const auto row = [](const char *title, const QByteArray &accept, int offer) {
            QTest::newRow(title) << accept << offer;
        };
        row("no field", {}, json);
        row("anything", "*/*", json);
        row("curl and browsers", "text/html, application/xhtml+xml;q=0.9, */*;q=0.8", json);
        row("one", "text/csv", csv);
        row("in other case", "Text/CSV", csv);
        row("the other", "application/x-ndjson", ndjson);
        row("the first of equals is ours", "application/x-ndjson, text/csv", csv);
        row("by quality", "text/csv;q=0.4, application/x-ndjson;q=0.5, application/json;q=0.1",
            ndjson);
        row("by quality with blanks", "text/csv ; q=0.4 , application/x-ndjson ; Q=0.5", ndjson);
        row("a whole type", "text/*", csv);
        row("a whole type that two have", "application/*", json);
        row("the most specific counts", "text/*;q=1, text/csv;q=0.1, application/x-ndjson;q=0.5",
            ndjson);
        row("the most specific counts in any order", "*/*, application/json;q=0", csv);
        row("anything but", "application/json;q=0, text/csv;q=0.0, */*;q=0.1", ndjson);
        row("a parameter", "text/csv; charset=utf-8; header=present", csv);
        row("a quoted parameter", "text/csv;x=\"a,b;q=0\\\";q=0\"", csv);
        row("nothing that is offered", "text/html", json);
        row("nothing at all", "*/*;q=0", json);
        row("quality that is none", "text/csv;q=2, application/x-ndjson;q=0.1", ndjson);
        row("quality with four digits", "text/csv;q=0.1234", json);
        row("no media type", "csv", json);
        row("a slash alone", "/", json);
        row("half a wildcard", "*/csv", json);
        row("empty elements", ", ,text/csv,,", csv);
        row("an open quote", "text/csv;x=\"", csv);
        row("a backslash at the end", "application/x-ndjson;x=\"\\", ndjson);
    }

    void prefers()
    {
        static constexpr std::array<std::string_view, 3> offers
                = { "application/json", "text/csv", "application/x-ndjson" };
        QFETCH(QByteArray, accept);
        QFETCH(int, offer);
        const std::string text = accept.toStdString();
        QCOMPARE(int(preferredType(text, offers)), offer);
    }
};

QTEST_GUILESS_MAIN(TestAccept)
#include "tst_accept.moc"
