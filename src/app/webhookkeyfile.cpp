// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/webhookkeyfile.h"

#include "storage/newfile.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <unistd.h>

namespace frontdesk {

namespace {

constexpr qint64 mostBytes = 256;

auto unreadable(const QString &sentence)
{
    return failure(ErrorKind::Io, QStringLiteral("unreadable"), sentence);
}

Result<void> write(const QString &folder, const QString &path, const QByteArray &text)
{
    const auto refused = [&path](int number) {
        return unreadable(QStringLiteral("%1 cannot be written: %2.").arg(path, errnoText(number)));
    };
    auto file = NewFile::inFolder(folder);
    if (!file)
        return refused(file.error());
    if (::write(file->descriptor(), text.constData(), size_t(text.size())) != text.size())
        return refused(errno);
    if (const auto named = file->become(path, NewFile::IfThere::Keep); !named)
        return refused(named.error());
    return {};
}

} // namespace

Result<WebhookKey> webhookKeyIn(const QString &folder)
{
    const QString path = QDir(folder).filePath(QStringLiteral("webhook-secret"));
    QFile file(path);
    if (!file.exists()) {
        auto key = WebhookKey::generate();
        if (const auto written = write(folder, path, key.text() + '\n'); !written)
            return failure(written.error());
        return key;
    }
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    const auto key = WebhookKey::fromText(file.read(mostBytes));
    if (!key)
        return unreadable(QStringLiteral("%1 holds no key for webhooks (whsec_ and base64 of 24 to "
                                         "64 bytes): mend it, or remove it to have a new one.")
                                  .arg(path));
    return *key;
}

} // namespace frontdesk
