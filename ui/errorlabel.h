// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace frontdesk {

/// What is wrong, in the colour of it; takes no room while nothing is.
class ErrorLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ErrorLabel(QWidget *parent = nullptr);

    /// Empty: nothing is wrong.
    void showText(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColour();
};

} // namespace frontdesk
