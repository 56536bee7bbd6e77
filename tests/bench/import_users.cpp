// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Imports a CSV file of many users while another client adds users one by one,
// and tells how long each took: `import_users [ROWS] [atomic] [sorted] [alone|resting]`,
// sorted: with its e-mails in order, in place of none; alone: without that client;
// resting: it comes back after a while, at any time, not as soon as it is answered.
#include "base/clock.h"
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "transfer/userimport.h"

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <thread>

using namespace frontdesk;

namespace {

void writeFile(const QString &path, int rows, bool sorted)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("The file cannot be written.");
    file.write("name,email\n");
    for (quint32 i = 0; i < quint32(rows); ++i) {
        const quint32 mixed = sorted ? 0x1000'0000 + i : i * 2'654'435'761u;
        file.write("User number " + QByteArray::number(i) + ',' + QByteArray::number(mixed, 16)
                   + ".user@example.org\n");
    }
}

/// Adds users one after the other until told to stop; the times it took, in ms.
std::vector<double> addAllTheWhile(UserStore &users, bool resting, const std::atomic<bool> &stop)
{
    constexpr quint32 longestRestMs = 400;
    QRandomGenerator random(1);
    std::vector<double> times;
    Inbox::setCurrent(makeEventLoopInbox());
    for (int i = 0; !stop; ++i) {
        const qint64 began = steadyNs();
        if (!await(users.create({ "Other", "other" + std::to_string(i) + "@example.net" })))
            qFatal("A user could not be added.");
        times.push_back(double(steadyNs() - began) / 1e6);
        if (resting)
            std::this_thread::sleep_for(std::chrono::milliseconds(random.bounded(longestRestMs)));
    }
    Inbox::setCurrent(nullptr);
    std::sort(times.begin(), times.end());
    return times;
}

/// Of all threads of this process, since it began.
double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    const int rows = arguments.size() > 1 ? arguments[1].toInt() : 1'000'000;
    const bool atomic = arguments.contains(QStringLiteral("atomic"));
    const QTemporaryDir folder(QStringLiteral("import-XXXXXX")); // on the disk of the build
    Inbox::setCurrent(makeEventLoopInbox());
    auto database = Database::openSqlite(folder.filePath(QStringLiteral("frontdesk.db")),
                                         Clock::system());
    const QString path = folder.filePath(QStringLiteral("users.csv"));
    writeFile(path, rows, arguments.contains(QStringLiteral("sorted")));
    auto file = std::make_unique<QFile>(path);
    if (!database || !file->open(QIODevice::ReadOnly))
        qFatal("The database cannot be opened.");

    std::atomic<bool> stop { false };
    std::vector<double> times;
    if (arguments.contains(QStringLiteral("alone")))
        stop = true;
    const bool resting = arguments.contains(QStringLiteral("resting"));
    std::thread other([&] { times = addAllTheWhile((*database)->users(), resting, stop); });
    const qint64 began = steadyNs();
    const auto report = await(importUsers((*database)->users(), std::move(file),
                                          { .format = UserFormat::Csv, .atomic = atomic }),
                              std::chrono::minutes(10));
    const double seconds = double(steadyNs() - began) / 1e9;
    stop = true;
    other.join();
    if (!report || report->created != rows)
        qFatal("Not all was imported.");
    std::printf("%d rows in %.2f s, %.2f s of processor time\n", rows, seconds, cpuSeconds());
    if (!times.empty())
        std::printf("meanwhile %zu users added, p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n",
                    times.size(), times[times.size() / 2], times[times.size() * 99 / 100],
                    times.back());
    database->reset();
    Inbox::setCurrent(nullptr);
    return 0;
}
