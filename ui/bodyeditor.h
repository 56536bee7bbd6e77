// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace frontdesk {

class ErrorLabel;
class FieldTable;
class JsonHighlighter;

/// The body of a request: JSON, which is coloured and checked while one types, another
/// text, a form, a form with files, or a file.
class BodyEditor : public QWidget
{
    Q_OBJECT

public:
    explicit BodyEditor(QWidget *parent = nullptr);

    /// Its part of the draft.
    void read(const RequestDraft &draft);
    void write(RequestDraft &draft) const;

signals:
    void edited();

private:
    void setUpText();
    QWidget *partsPage();
    QWidget *filePage();
    void showKind();
    void check();
    void presentCheck(const QString &problem);
    void format();
    void chooseParts();
    void chooseFile();

    QComboBox *m_kind;
    QToolButton *m_format;
    QLabel *m_state;
    QStackedWidget *m_pages;
    QPlainTextEdit *m_text;
    JsonHighlighter *m_highlighter;
    ErrorLabel *m_problem;
    FieldTable *m_form, *m_parts;
    QLineEdit *m_file;
    QString m_seen; ///< the text, where it is coloured
    QTimer m_checkSoon;
    quint64 m_ticket = 0; ///< newer text makes a check stale
};

} // namespace frontdesk
