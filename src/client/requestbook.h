// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/deferred.h"
#include "client/requestbookfile.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace frontdesk {

/// A RequestBookFile for the window: asked here, done in a thread of its own in the
/// order asked. Closing it waits for what is under way.
class RequestBook : public QObject
{
    Q_OBJECT

public:
    explicit RequestBook(const QString &path, QObject *parent = nullptr);
    ~RequestBook() override;

    /// Opens the file. Nothing else works before.
    Deferred<KeptTabs> open();
    void keepTab(const KeptTab &tab);
    void keepOrder(const QList<qint64> &ids, qint64 currentId);
    void addEntry(const HistoryEntry &entry, const RequestDraft &draft);
    Deferred<QList<HistoryEntry>> entries(const QString &words, int limit);
    Deferred<RequestDraft> draftOf(qint64 entryId);
    void clearHistory();

signals:
    /// Something could not be written: a sentence. Once until something could be.
    void failed(const QString &why);
    void historyChanged();

private:
    template <typename T, typename Work>
    Deferred<T> run(Work work);
    template <typename Work>
    void write(Work work);

    const QString m_path;
    std::shared_ptr<std::optional<RequestBookFile>> m_file; ///< of the pool's thread
    QThreadPool m_pool;
    bool m_failing = false;
};

} // namespace frontdesk
