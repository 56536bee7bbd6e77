// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// All that differs between the Qt HTTP Server of 6.4 and of 6.8.

#include <QHttpServer>
#include <QHttpServerRouterRule>
#include <QTcpServer>

#include <functional>
#include <memory>

namespace frontdesk::qtcompat {

/// A router rule that takes every request and calls one function for it, without
/// a regular expression.
class CatchAllRule final : public QHttpServerRouterRule
{
public:
    CatchAllRule(QObject *context, std::function<void()> function)
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        : QHttpServerRouterRule(QStringLiteral("/"), context,
                                [function = std::move(function)](
                                        const QRegularExpressionMatch &, const QHttpServerRequest &,
                                        QHttpServerResponder &) { function(); })
#else
        : QHttpServerRouterRule(QStringLiteral("/"),
                                [function = std::move(function)](const QRegularExpressionMatch &,
                                                                 const QHttpServerRequest &,
                                                                 QTcpSocket *) { function(); })
#endif
    {
        Q_UNUSED(context);
    }

    bool matches(const QHttpServerRequest &, QRegularExpressionMatch *) const override
    {
        return true;
    }
};

inline void addCatchAllRule(QHttpServer &server, std::function<void()> function)
{
    using ViewHandler = void (*)();
    server.router()->addRule<ViewHandler>(
            std::make_unique<CatchAllRule>(&server, std::move(function)));
}

/// Gives @p listener, which must be listening, to @p server as its child.
inline bool bind(QHttpServer &server, QTcpServer *listener)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return server.bind(listener);
#else
    server.bind(listener);
    return listener->isListening();
#endif
}

} // namespace frontdesk::qtcompat
