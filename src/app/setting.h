// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QList>
#include <QString>

#include <functional>

namespace frontdesk {

struct Settings;

/// What one source says of one setting.
struct SettingValue
{
    QString text;
    QString source; ///< "--port", "FRONTDESK_PORT", "port in /etc/frontdesk.ini"
};

/// By the setting's name; what nobody says anything of isn't there.
using SettingValues = QHash<QString, SettingValue>;

/// One thing that can be set: a row of settingsTable(), from which flags, --help,
/// variables, keys of the file, the README's table and the window's dialog come.
struct Setting
{
    enum class Group : quint8 { Server, Limits, TimeLimits, Tasks, RequestLog };
    enum class Kind : quint8 { Text, List, Number, Truth, File, Folder };
    enum class TakesEffect : quint8 { WithServer, WithProgram }; ///< when that starts next

    QString name; ///< "port": its key in the file
    const char *label; ///< "Port", in the context "Settings" for translators
    const char *value; ///< what a value is called in --help; of a number its unit
    const char *help; ///< a sentence, likewise in that context
    Kind kind = Kind::Text;
    Group group = Group::Server;
    TakesEffect takesEffect = TakesEffect::WithServer;
    qint64 least = 0, most = 0; ///< of a number
    QString standard; ///< the default, as it would be written; empty: none
    /// Puts a value in its place. Errors: Invalid, a sentence that begins with the
    /// value's source.
    std::function<Result<void>(const SettingValue &value, Settings &settings)> read = {};

    QString flag() const { return QLatin1String("--") + name; }
    QString variable() const; ///< "FRONTDESK_PORT"
};

/// Something wrong with what is set.
struct SettingProblem
{
    QString name; ///< of the setting; with two that contradict each other, of one of them
    QString sentence;
};

/// All that can be set, a group after the other.
const QList<Setting> &settingsTable();

/// How a sentence calls a setting of which nothing is said: "--tls-key".
using SettingNaming = QString (*)(const Setting &setting);

/// Puts @p values into @p settings, which hold the defaults. What is wrong, each for
/// itself and then with each other, in the table's order; @p settings are of use
/// only where nothing is.
QList<SettingProblem> apply(
        const SettingValues &values, Settings &settings,
        SettingNaming naming = [](const Setting &one) { return one.flag(); });

/// An Invalid error "wrong_option".
tl::unexpected<Error> wrongSetting(const QString &sentence);
/// @p text on one line, and not too long, to be repeated in a sentence.
QString quotable(const QString &text);

} // namespace frontdesk
