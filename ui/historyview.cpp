// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historyview.h"

#include "base/deliver.h"
#include "client/requestbook.h"
#include "models/texts.h"
#include "twolinedelegate.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

TwoLineDelegate::Content contentOf(const HistoryEntry &entry)
{
    const QString status
            = entry.status ? QString::number(entry.status) : HistoryView::tr("no answer");
    const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.sentAtMs),
                                            QLocale::ShortFormat);
    return { entry.method + u' ' + entry.url, status,
             QStringLiteral("%1 · %2 · %3")
                     .arg(when, durationText(entry.durationNs), sizeText(entry.bodySize)),
             toneOfStatus(entry.status) };
}

} // namespace

HistoryView::HistoryView(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_hint(new QLabel(this))
{
    m_search->setObjectName(QStringLiteral("historySearchEdit"));
    m_search->setPlaceholderText(tr("Search by method, address and status"));
    m_search->setToolTip(tr("Every word must occur in method, address or status"));
    m_search->setAccessibleName(tr("Search the history"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setToolTip(tr("Double-click or Return opens the request in a tab"));
    m_list->setAccessibleName(tr("Requests sent"));
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new TwoLineDelegate(
            [this](const QModelIndex &index) { return contentOf(m_entries[index.row()]); }, this));
    m_hint->setObjectName(QStringLiteral("historyHintLabel"));
    m_hint->setWordWrap(true);
    auto *clear = new QToolButton(this);
    clear->setObjectName(QStringLiteral("historyClearButton"));
    clear->setText(tr("Clear"));
    clear->setToolTip(tr("Forget all requests that were sent; open tabs stay"));
    clear->setAccessibleName(tr("Clear the history"));
    clear->setFocusPolicy(Qt::StrongFocus);

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_search, 1);
    bar->addWidget(clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(m_hint);
    layout->addWidget(m_list, 1);

    connect(m_search, &QLineEdit::textChanged, &m_reloadSoon, qOverload<>(&QTimer::start));
    connect(m_list, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { activate(m_list->row(item)); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { activate(m_list->currentRow()); });
    connect(clear, &QAbstractButton::clicked, this, [this] {
        if (m_book)
            m_book->clearHistory();
    });
    m_reloadSoon.setSingleShot(true);
    m_reloadSoon.setInterval(100ms);
    connect(&m_reloadSoon, &QTimer::timeout, this, &HistoryView::reload);
}

void HistoryView::setBook(RequestBook *book)
{
    m_book = book;
    if (!book)
        return;
    connect(book, &RequestBook::historyChanged, this, [this] {
        if (isVisible())
            reload();
    });
}

void HistoryView::open()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void HistoryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

void HistoryView::reload()
{
    if (!m_book)
        return present({});
    deliver(m_book->entries(m_search->text(), shown), this,
            [this, ticket = ++m_ticket](const Result<QList<HistoryEntry>> &entries) {
                if (ticket == m_ticket)
                    present(entries ? *entries : QList<HistoryEntry>());
            });
}

void HistoryView::present(const QList<HistoryEntry> &entries)
{
    m_entries = entries;
    m_list->clear();
    for (const HistoryEntry &entry : entries)
        m_list->addItem(entry.method + u' ' + entry.url);
    if (!entries.isEmpty())
        m_list->setCurrentRow(0);
    if (!entries.isEmpty())
        m_hint->setText(tr("Double-click or Return opens a request again."));
    else
        m_hint->setText(m_search->text().isEmpty()
                                ? tr("Requests that you send are listed here.")
                                : tr("No request in the history has all of these words."));
}

void HistoryView::activate(int row)
{
    if (row >= 0 && row < m_entries.size())
        emit entryActivated(m_entries[row].id);
}

void HistoryView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit left();
    else if (event->key() == Qt::Key_Down && m_search->hasFocus())
        m_list->setFocus();
    else
        QWidget::keyPressEvent(event);
}

} // namespace frontdesk
