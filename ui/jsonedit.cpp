// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonedit.h"

#include "base/deliver.h"
#include "base/futureawaiter.h"
#include "client/jsonformatter.h"
#include "errorlabel.h"
#include "jsonhighlighter.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace frontdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto checkDelay = 150ms;
constexpr qsizetype checkedAtOnce = 32 * 1024;
constexpr int colouredAtMost = 256 * 1024; // characters: beyond that colouring holds up typing

/// Empty: it is JSON.
QString problemOf(const QString &text)
{
    const auto json = formatJson(text.toUtf8(), 0);
    return json ? QString() : json.error().detail;
}

} // namespace

JsonEdit::JsonEdit(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QPlainTextEdit(this))
    , m_highlighter(new JsonHighlighter(m_edit))
    , m_problem(new ErrorLabel(this))
{
    m_edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_edit->setTabChangesFocus(true);
    m_problem->setObjectName(QStringLiteral("jsonErrorLabel"));
    m_problem->setAccessibleName(tr("What is wrong with the JSON"));
    m_problem->setWordWrap(true);
    setFocusProxy(m_edit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_problem);
    m_checkSoon.setSingleShot(true);
    m_checkSoon.setInterval(checkDelay);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &JsonEdit::noteText);
    connect(&m_checkSoon, &QTimer::timeout, this, &JsonEdit::check);
}

QString JsonEdit::text() const
{
    return m_edit->toPlainText();
}

void JsonEdit::setText(const QString &text)
{
    m_edit->setPlainText(text);
    check();
}

void JsonEdit::setJson(bool json)
{
    m_json = json;
    check();
}

void JsonEdit::noteText()
{
    // Colours are a change to the document, too.
    if (m_edit->document()->characterCount() <= colouredAtMost) {
        const QString text = m_edit->toPlainText();
        if (text == m_seen)
            return;
        m_seen = text;
    } else {
        m_seen.clear();
    }
    m_checkSoon.start();
    emit edited();
}

void JsonEdit::check()
{
    const quint64 ticket = ++m_ticket;
    m_checkSoon.stop();
    const int size = m_edit->document()->characterCount();
    m_highlighter->setOn(m_json && size <= colouredAtMost);
    if (!m_json || size <= 1)
        return present(m_json ? State::Empty : State::Unknown);
    const QString text = m_edit->toPlainText();
    if (text.size() <= checkedAtOnce) {
        const QString problem = problemOf(text);
        return present(problem.isEmpty() ? State::Right : State::Wrong, problem);
    }
    present(State::Unknown);
    const auto work = [text]() -> Result<QString> { return problemOf(text); };
    deliver(awaitFuture(QtConcurrent::run(work)), this,
            [this, ticket](const Result<QString> &problem) {
                if (ticket == m_ticket && problem)
                    present(problem->isEmpty() ? State::Right : State::Wrong, *problem);
            });
}

void JsonEdit::present(State state, const QString &problem)
{
    m_state = state;
    m_problem->showText(problem.isEmpty() ? QString() : tr("Not JSON: %1.").arg(problem));
    emit checked(state);
}

void JsonEdit::format()
{
    const auto json = formatJson(m_edit->toPlainText().toUtf8());
    if (!json)
        return;
    QTextCursor cursor(m_edit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(QString::fromUtf8(json->text));
}

} // namespace frontdesk
