// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace frontdesk {

/// Where an address is typed. A curl command that is pasted or dropped here is not
/// taken for one.
class AddressEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit AddressEdit(QWidget *parent = nullptr);

signals:
    /// The command with its line ends, which a line of text has no place for. The
    /// address is as before.
    void curlPasted(const QString &command);

private:
    void lookAt(const QString &text);

    QString m_before;
};

} // namespace frontdesk
