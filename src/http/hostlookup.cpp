// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/hostlookup.h"

#include "base/deferred.h"

#include <QHostInfo>
#include <QObject>

#include <memory>
#include <utility>

namespace frontdesk {

Async<Result<QList<QHostAddress>>> lookUpHost(QString host, std::stop_token stop)
{
    // An address needs nobody; QHostInfo would look for its name.
    if (const QHostAddress address(host); !address.isNull())
        co_return QList<QHostAddress> { address };

    auto [found, resolver] = defer<QHostInfo>();
    const auto answer = std::make_shared<std::optional<Resolver<QHostInfo>>>(std::move(resolver));
    QObject context;
    const int lookup = QHostInfo::lookupHost(host, &context, [answer](const QHostInfo &info) {
        if (*answer)
            std::exchange(*answer, std::nullopt)->resolve(info);
    });
    const auto giveUp = [answer, lookup] {
        QHostInfo::abortHostLookup(lookup);
        answer->reset();
    };
    const std::stop_callback stopping(stop, giveUp);
    const auto info = co_await found;
    if (!info)
        co_return failure(info.error());
    if (info->addresses().isEmpty())
        co_return failure(ErrorKind::Io, QStringLiteral("host_not_found"),
                          QStringLiteral("The name %1 can't be resolved: %2.")
                                  .arg(host, info->errorString()));
    co_return info->addresses();
}

} // namespace frontdesk
