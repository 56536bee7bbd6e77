// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace frontdesk {

class FieldTable;
class JsonEdit;

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
    void chooseParts();
    void chooseFile();

    QComboBox *m_kind;
    QToolButton *m_format;
    QLabel *m_state;
    QStackedWidget *m_pages;
    JsonEdit *m_text;
    FieldTable *m_form, *m_parts;
    QLineEdit *m_file;
};

} // namespace frontdesk
