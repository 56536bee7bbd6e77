// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tonedlabel.h"

namespace frontdesk {

/// What is wrong, in the colour of it; takes no room while nothing is.
class ErrorLabel : public TonedLabel
{
    Q_OBJECT

public:
    explicit ErrorLabel(QWidget *parent = nullptr);

    /// Empty: nothing is wrong.
    void showText(const QString &text);
};

} // namespace frontdesk
