// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/jsontokens.h"

#include <QPalette>
#include <QSyntaxHighlighter>

class QPlainTextEdit;

namespace frontdesk {

/// Readable on a light and on a dark base.
QColor colourOf(JsonToken::Kind kind, const QPalette &palette);

/// Colours JSON, right or wrong, while it is on.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QPlainTextEdit *edit);

    void setOn(bool on);

protected:
    bool eventFilter(QObject *edit, QEvent *event) override;
    void highlightBlock(const QString &text) override;

private:
    const QPlainTextEdit *m_edit;
    bool m_on = false;
};

} // namespace frontdesk
