// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/usertexts.h"

#include <array>

namespace frontdesk {

namespace {

constexpr std::array givenNames { "Ada",  "Alan",  "Barbara", "Dennis",  "Edsger",
                                  "Fran", "Grace", "Ken",     "Niklaus", "Radia" };
constexpr std::array surnames { "Baker", "Carter", "Dyer",  "Fisher", "Gardener",
                                "Mason", "Porter", "Smith", "Turner", "Weaver" };

} // namespace

QString usersText(const QList<User> &users, UserFormat format)
{
    UserEncoder encoder(format);
    for (const User &user : users)
        encoder.add(user.id, user.name, user.email);
    encoder.end();
    return QString::fromUtf8(encoder.take());
}

std::vector<UserDraft> sampleUsers(int count)
{
    std::vector<UserDraft> users;
    for (size_t number = 0; number < size_t(count); ++number) {
        const QString given = QLatin1String(givenNames[number % givenNames.size()]);
        const QString surname = QLatin1String(surnames[number / givenNames.size()]);
        const QString name = given + u' ' + surname;
        const QString email
                = given.toLower() + u'.' + surname.toLower() + QStringLiteral("@example.org");
        users.push_back({ name.toStdString(), email.toStdString() });
    }
    return users;
}

} // namespace frontdesk
