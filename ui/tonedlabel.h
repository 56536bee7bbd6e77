// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "colours.h"

#include <QLabel>

namespace frontdesk {

/// A plain text in the colour of what it means, in any theme.
class TonedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit TonedLabel(Tone tone, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColour();

    const Tone m_tone;
};

} // namespace frontdesk
