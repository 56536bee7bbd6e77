// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/tutorialrequests.h"

#include <QCoreApplication>

namespace frontdesk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TutorialRequests", text);
}

} // namespace

QList<ExampleRequest> tutorialRequests()
{
    const auto json = QStringLiteral("Content-Type: application/json");
    return {
        { tr("Add a user"), tr("200 with the new user; sent again, 409"), "POST", "/add-user", json,
          QStringLiteral("{\n  \"name\": \"Geek\",\n  \"email\": \"geeks@gfg.org\"\n}") },
        { tr("The tutorial's own body"), tr("400: it lacks a quote, and says username"), "POST",
          "/add-user", json,
          QStringLiteral("{\n\"username\": \"Geek,\n\"email\": \"geeks@gfg.org\"\n}") },
        { tr("Read a user"), tr("200 with the user"), "GET", "/user/1", {}, {} },
        { tr("Read a missing user"), tr("404 “User not found”"), "GET", "/user/999999", {}, {} },
        { tr("List all users"), tr("200 with an array"), "GET", "/users", {}, {} },
        { tr("Start a background task"),
          tr("200 at once; it completes 5 s later"),
          "GET",
          "/start-task",
          {},
          {} },
    };
}

} // namespace frontdesk
