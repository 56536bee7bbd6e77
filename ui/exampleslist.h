// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/requestdraft.h"
#include "client/tutorialrequests.h"

#include <QListWidget>
#include <QUrl>

namespace frontdesk {

/// @p server: where it goes.
RequestDraft draftOf(const ExampleRequest &example, const QUrl &server);

/// The tutorial's requests: a click chooses one, a double click or Return wants it sent.
class ExamplesList : public QListWidget
{
    Q_OBJECT

public:
    explicit ExamplesList(QWidget *parent = nullptr);

signals:
    void chosen(const frontdesk::ExampleRequest &example);
    void activated(const frontdesk::ExampleRequest &example);
};

} // namespace frontdesk
