// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/inbox.h"
#include "storage/database.h"
#include "storage/userstore.h"
#include "support/await.h"
#include "transfer/userimport.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

namespace frontdesk {

inline const QByteArray header = "name,email\n";

inline std::unique_ptr<QIODevice> fileOf(const QByteArray &text)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    return buffer;
}

inline QByteArray csvRows(int first, int count)
{
    QByteArray rows;
    for (int n = first; n < first + count; ++n)
        rows += "User " + QByteArray::number(n) + ",user" + QByteArray::number(n)
                + "@example.org\n";
    return rows;
}

/// "3:email:taken"
inline QStringList words(const ImportReport &report)
{
    QStringList words;
    for (const RowError &row : report.errors)
        words += QStringLiteral("%1:%2:%3")
                         .arg(QString::number(row.line), row.error.field, row.error.code);
    return words;
}

/// A new database for each of a test's functions, and imports into it.
class UserImportTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr size_t rowsAtOnce = 4'000;

    UserStore &users() { return m_database->users(); }

    Result<ImportReport> run(const QByteArray &text, bool atomic,
                             std::function<bool(const ImportProgress &)> progress = {},
                             UserFormat format = UserFormat::Csv)
    {
        return await(importUsers(users(), fileOf(text),
                                 { format, atomic, rowsAtOnce, {}, std::move(progress) }));
    }

    void open()
    {
        m_database.reset();
        auto opened = Database::openSqlite(m_folder->filePath(QStringLiteral("frontdesk.db")),
                                           Clock::system());
        QVERIFY(opened);
        m_database = std::move(*opened);
    }

    /// All rows as CSV, without their ids.
    QByteArray table()
    {
        QByteArray text = header;
        for (const User &user : all())
            text += QByteArray::fromStdString(user.name + ',' + user.email + '\n');
        return text;
    }
    QList<User> all()
    {
        UserQuery query;
        query.limit = 100'000;
        const auto page = await(users().page(0, query));
        return page ? page->users : QList<User>();
    }

private slots:
    void initTestCase() { Inbox::setCurrent(makeEventLoopInbox()); }
    void cleanupTestCase() { Inbox::setCurrent(nullptr); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { m_database.reset(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

} // namespace frontdesk
