// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace frontdesk {

/// A word that makes the program do one thing and end, as the command line knows it.
struct Subcommand
{
    QString name; ///< "backup"
    QStringList operands; ///< the words behind it, all required: "FILE"
    QList<QCommandLineOption> options; ///< its own
    QString help;
};

/// What the command line asks of one.
struct SubcommandCall
{
    QString name;
    QStringList operands; ///< as many as it has
    QHash<QString, QString> options; ///< those given; a flag's value is empty
};

} // namespace frontdesk
