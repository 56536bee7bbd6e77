// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace frontdesk {

/// How a request says who sends it: not at all, by name and password, or by a token.
class AuthEditor : public QWidget
{
    Q_OBJECT

public:
    explicit AuthEditor(QWidget *parent = nullptr);

    /// Its part of the draft.
    void read(const RequestDraft &draft);
    void write(RequestDraft &draft) const;

signals:
    void edited();

private:
    QLineEdit *addLine(const char *name, const QString &label, const QString &hint, bool secret);

    QComboBox *m_kind;
    QStackedWidget *m_pages;
    QLineEdit *m_user, *m_password, *m_token;
};

} // namespace frontdesk
