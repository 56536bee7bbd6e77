// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "earlierlogwindow.h"

#include "base/deliver.h"
#include "models/texts.h"
#include "requestlogpanel.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace frontdesk {

namespace {

constexpr int pageSize = 1'000;

QString describe(const ExchangeStore::Session &session)
{
    const QDateTime started = QDateTime::fromMSecsSinceEpoch(session.startedAtMs);
    const QString when = QLocale().toString(started, QLocale::ShortFormat);
    const QString what
            = EarlierLogWindow::tr("%1 — %2 requests").arg(when, countText(session.exchanges));
    return session.isCurrent ? EarlierLogWindow::tr("%1 (this session)").arg(what) : what;
}

} // namespace

EarlierLogWindow::EarlierLogWindow(std::function<ExchangeStore *()> store, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_store(std::move(store))
{
    setWindowTitle(tr("Earlier requests"));
    setObjectName(QStringLiteral("earlierLogWindow"));
    resize(1000, 640);

    auto *label = new QLabel(tr("&Session:"));
    m_choice = new QComboBox;
    m_choice->setObjectName(QStringLiteral("sessionChoice"));
    m_choice->setAccessibleName(tr("Session"));
    m_choice->setToolTip(tr("A session is one run of the program"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label->setBuddy(m_choice);
    m_note = new QLabel;
    m_note->setObjectName(QStringLiteral("sessionNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_panel = new RequestLogPanel(m_exchanges);
    m_panel->showAsArchive();

    auto *top = new QHBoxLayout;
    top->setContentsMargins(9, 9, 9, 0);
    top->addWidget(label);
    top->addWidget(m_choice);
    top->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_panel, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &EarlierLogWindow::presentSession);
}

void EarlierLogWindow::refresh()
{
    ExchangeStore *store = m_store();
    if (!store) {
        m_note->setText(tr("No request log is kept on disk."));
        return;
    }
    m_note->setText(tr("Reading…"));
    deliver(store->sessions(), this,
            [this](const Result<QList<ExchangeStore::Session>> &sessions) { present(sessions); });
}

void EarlierLogWindow::present(const Result<QList<ExchangeStore::Session>> &sessions)
{
    if (!sessions) {
        m_note->setText(tr("The request log could not be read: %1").arg(sessions.error().detail));
        return;
    }
    m_sessions = *sessions;
    {
        const QSignalBlocker blocker(m_choice);
        m_choice->clear();
        for (const ExchangeStore::Session &session : std::as_const(m_sessions))
            m_choice->addItem(describe(session));
        const auto earlier = std::find_if(m_sessions.cbegin(), m_sessions.cend(),
                                          [](const auto &session) { return !session.isCurrent; });
        if (earlier != m_sessions.cend())
            m_choice->setCurrentIndex(int(earlier - m_sessions.cbegin()));
    }
    presentSession();
}

void EarlierLogWindow::presentSession()
{
    ++m_reading;
    m_exchanges.clear();
    if (m_choice->currentIndex() < 0) {
        m_note->setText(tr("Nothing is kept yet."));
        return;
    }
    readOn(0);
}

void EarlierLogWindow::readOn(qint64 after)
{
    const ExchangeStore::Session &session = m_sessions[m_choice->currentIndex()];
    ExchangeStore *store = m_store();
    if (!store)
        return m_note->setText(tr("The request log has been closed."));
    m_note->setText(tr("Reading… %1 of %2")
                            .arg(countText(m_exchanges.rowCount()), countText(session.exchanges)));
    deliver(store->read(session.id, after, pageSize), this,
            [this, reading = m_reading](const Result<ExchangeStore::Page> &page) {
                if (reading == m_reading)
                    take(page);
            });
}

void EarlierLogWindow::take(const Result<ExchangeStore::Page> &page)
{
    if (!page) {
        m_note->setText(tr("The request log could not be read: %1").arg(page.error().detail));
        return;
    }
    m_exchanges.append(page->exchanges);
    if (page->more)
        return readOn(page->last);
    const qint64 leftOut = m_sessions[m_choice->currentIndex()].leftOut;
    m_note->setText(leftOut ? tr("%1 more were too many to be kept").arg(countText(leftOut))
                            : QString());
}

} // namespace frontdesk
