// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QString>

namespace frontdesk {

/// Settings as a file has them: names and texts.
using SettingTexts = QHash<QString, QString>;

/// A configuration file: INI, with settings as keys. All of this blocks. Errors have a
/// sentence that names the file.
class SettingsFile
{
public:
    explicit SettingsFile(QString path)
        : m_path(std::move(path))
    { }

    QString path() const { return m_path; }

    /// What is in it. Errors: Invalid where it can't be read, isn't INI or has a key
    /// that is no setting.
    Result<SettingTexts> read() const;

    /// Changes it to hold @p wanted of the settings in @p names, in one step: the whole
    /// file is there before and after. What else is in it stays: other settings,
    /// comments, order. It is made where it isn't there. Answers what it holds then.
    /// Errors: those of read(); Io where it can't be written.
    Result<SettingTexts> write(const SettingTexts &wanted, const QStringList &names) const;

    /// Renames what is there and begins a file without settings. Answers the name that
    /// the old one has now; empty: there was none. Errors: Io.
    Result<QString> startAnew() const;

private:
    const QString m_path;
};

/// Where `frontdesk` and `frontdeskd` look for a file that nobody has named.
QString defaultSettingsFile();
/// Where the data are if nobody says so; the same for both programs.
QString defaultDataFolder();

} // namespace frontdesk
