// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>
#include <memory>

namespace frontdesk {

namespace Ui {
class MessageBar;
}

/// One sentence above the panels on what went wrong, with the mend where there is
/// one. The latest stays until it is closed or mended.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    void showError(const QString &text);
    void showError(const QString &text, const QString &mendText, std::function<void()> mend);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColours();

    std::unique_ptr<Ui::MessageBar> ui;
    std::function<void()> m_mend;
};

} // namespace frontdesk
