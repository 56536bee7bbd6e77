// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/sender.h"

#include <QWidget>

#include <memory>

namespace frontdesk {

namespace Ui {
class ResponseView;
}

/// What came of a request: status, time, size, body, headers, timing, or why
/// there is none.
class ResponseView : public QWidget
{
    Q_OBJECT

public:
    explicit ResponseView(QWidget *parent = nullptr);
    ~ResponseView() override;

    void present(const SendOutcome &outcome);
    void clear();

private:
    std::unique_ptr<Ui::ResponseView> ui;
};

} // namespace frontdesk
