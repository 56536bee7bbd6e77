// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QMainWindow;

namespace frontdesk {

/// Every key of a window, by the panel it works in, as its actions have them now.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    explicit KeySheet(const QMainWindow &window, QWidget *parent = nullptr);
};

} // namespace frontdesk
