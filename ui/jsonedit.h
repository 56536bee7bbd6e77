// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

class QPlainTextEdit;

namespace frontdesk {

class ErrorLabel;
class JsonHighlighter;

/// An editor of a text that, while it is JSON, is coloured and checked as one types;
/// what is wrong stands below it.
class JsonEdit : public QWidget
{
    Q_OBJECT

public:
    /// What is known of the text.
    enum class State { Empty, Unknown, Right, Wrong };

    explicit JsonEdit(QWidget *parent = nullptr);

    QPlainTextEdit &edit() { return *m_edit; }
    QString text() const;
    void setText(const QString &text);
    /// At first it is. Otherwise nothing is coloured or checked.
    void setJson(bool json);
    /// Looks at the text, at once where it isn't large.
    void check();
    /// Unknown until a check has ended, and where the text is no JSON.
    State state() const { return m_state; }
    /// Indents it, as one edit that can be undone.
    void format();

signals:
    void edited();
    void checked(frontdesk::JsonEdit::State state);

private:
    void noteText();
    void present(State state, const QString &problem = {});

    QPlainTextEdit *m_edit;
    JsonHighlighter *m_highlighter;
    ErrorLabel *m_problem;
    QString m_seen; ///< the text, where it is coloured
    QTimer m_checkSoon;
    bool m_json = true;
    State m_state = State::Empty;
    quint64 m_ticket = 0; ///< newer text makes a check stale
};

} // namespace frontdesk
