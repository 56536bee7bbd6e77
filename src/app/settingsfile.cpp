// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingsfile.h"

#include "app/iniedit.h"
#include "app/setting.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace frontdesk {

namespace {

constexpr qint64 mostBytes = 1 << 20;

QStringList knownNames()
{
    QStringList names;
    for (const Setting &setting : settingsTable())
        names += setting.name;
    return names;
}

Result<QByteArray> contents(const QString &path)
{
    const auto unreadable = [&path](const QString &why) {
        return wrongSetting(
                QStringLiteral("The configuration file %1 cannot be read: %2.").arg(path, why));
    };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    const QByteArray text = file.read(mostBytes + 1);
    if (file.error() != QFile::NoError)
        return unreadable(file.errorString());
    if (text.size() > mostBytes)
        return unreadable(QStringLiteral("it is larger than any such file"));
    return text;
}

auto unwritable(const QString &path, const QString &why)
{
    return failure(
            ErrorKind::Io, QStringLiteral("settings_unwritable"),
            QStringLiteral("The configuration file %1 cannot be written: %2.").arg(path, why));
}

Result<void> replace(const QString &path, const QByteArray &text)
{
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder))
        return unwritable(path, QStringLiteral("its folder cannot be made"));
    QSaveFile file(path); // follows links, keeps permissions
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return unwritable(path, file.errorString());
    return {};
}

} // namespace

Result<SettingTexts> SettingsFile::read() const
{
    // QSettings tells neither of these from an empty file.
    if (const auto text = contents(m_path); !text)
        return failure(text.error());
    const QStringList names = knownNames();
    const QSettings file(m_path, QSettings::IniFormat);
    SettingTexts values;
    for (const QString &key : file.allKeys()) {
        if (!names.contains(key))
            return wrongSetting(QStringLiteral("%1 in %2 is unknown; --help lists the settings.")
                                        .arg(quotable(key), m_path));
        values.insert(key, file.value(key).toStringList().join(u',')); // commas make a list
    }
    if (file.status() != QSettings::NoError)
        return wrongSetting(
                QStringLiteral(
                        "The configuration file %1 is not in INI format: it wants lines like "
                        "port=5000; comments begin with a semicolon.")
                        .arg(m_path));
    return values;
}

Result<SettingTexts> SettingsFile::write(const SettingTexts &wanted, const QStringList &names) const
{
    SettingTexts held;
    QByteArray text;
    if (QFile::exists(m_path)) {
        auto there = read();
        auto bytes = contents(m_path);
        if (!there || !bytes)
            return failure(there ? bytes.error() : there.error());
        held = std::move(*there);
        text = std::move(*bytes);
    }
    for (const QString &name : names) {
        const auto value = wanted.constFind(name);
        if (value == wanted.constEnd()) {
            if (held.remove(name))
                text = iniWithout(text, name);
        } else if (!held.contains(name) || held.value(name) != *value) {
            text = iniWith(text, name, *value);
            held.insert(name, *value);
        }
    }
    if (const auto written = replace(m_path, text); !written)
        return failure(written.error());
    return held;
}

Result<QString> SettingsFile::startAnew() const
{
    QString aside;
    if (QFile::exists(m_path)) {
        aside = m_path + QLatin1String(".broken-")
                + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMddThhmmssZ"));
        QFile old(m_path);
        if (!old.rename(aside))
            return unwritable(m_path, old.errorString());
    }
    if (const auto begun = replace(m_path, "; The settings of Frontdesk.\n"); !begun)
        return failure(begun.error());
    return aside;
}

QString defaultSettingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + QLatin1String("/frontdesk/frontdesk.ini");
}

QString defaultDataFolder()
{
    return QDir::cleanPath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                           + QLatin1String("/frontdesk"));
}

} // namespace frontdesk
