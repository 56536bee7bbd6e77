// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace frontdesk {

/// Every key of a window, by what it does, as its actions have them now.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    explicit KeySheet(const QWidget &window, QWidget *parent = nullptr);
};

} // namespace frontdesk
