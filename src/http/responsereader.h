// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpmessage.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace frontdesk {

/// Reads one answer from the bytes of a connection (RFC 9112), interim answers
/// (1xx) skipped.
class ResponseReader
{
public:
    enum class State {
        Waiting, ///< no whole head yet
        Body,
        Done,
        Full, ///< the body is larger than what is kept: its beginning is there
        Broken, ///< see errorText()
    };

    /// @p toHead: it answers HEAD, so no body follows.
    ResponseReader(bool toHead, qint64 bodyLimit);
    ~ResponseReader();

    State feed(QByteArrayView bytes);
    /// The connection was closed: that may be the end of the body.
    State end();

    bool hasHead() const;
    /// Without a body.
    IncomingResponse head() const;
    /// What is to be looked at while it comes: text/event-stream.
    bool isEventStream() const;
    static constexpr qsizetype mostFresh = 64 << 10;
    /// Of an event stream, the body's bytes since the last call, or the last of them.
    QByteArray takeFresh();
    /// What has come so far; the last call.
    IncomingResponse takeResponse();
    qint64 bodyBytes() const;
    qint64 announcedSize() const; ///< -1: the head has no Content-Length
    QString errorText() const;
    /// Broken since the body could not be kept; empty: for another reason.
    QString storageErrorText() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace frontdesk
