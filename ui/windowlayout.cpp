// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowlayout.h"

#include <QMainWindow>
#include <QSettings>

#include <utility>

namespace frontdesk {

namespace {

/// Raised when docks come or go: an older layout wouldn't know where.
constexpr int stateVersion = 2;

const auto geometryKey = "window/geometry";
const auto stateKey = "window/docks";
const auto themeKey = "window/theme";

} // namespace

WindowLayout::WindowLayout(QMainWindow &window, QString file)
    : QObject(&window)
    , m_window(window)
    , m_file(std::move(file))
    , m_defaultState(window.saveState(stateVersion))
{
    load();
}

void WindowLayout::load()
{
    if (m_file.isEmpty())
        return;
    const QSettings settings(m_file, QSettings::IniFormat);
    const auto value = [&settings](const char *key) { return settings.value(QLatin1String(key)); };
    m_window.restoreGeometry(value(geometryKey).toByteArray());
    m_window.restoreState(value(stateKey).toByteArray(), stateVersion);
    setTheme(keptTheme(m_file));
}

Theme WindowLayout::keptTheme(const QString &file)
{
    const QSettings settings(file, QSettings::IniFormat);
    return themeFromString(settings.value(QLatin1String(themeKey)).toString())
            .value_or(Theme::System);
}

void WindowLayout::setTheme(Theme theme)
{
    if (std::exchange(m_theme, theme) != theme)
        applyTheme(theme);
}

void WindowLayout::remember(const QString &key,
                            const std::function<void(const QVariant &)> &restore,
                            std::function<QVariant()> read)
{
    if (m_file.isEmpty())
        return;
    const QVariant value = QSettings(m_file, QSettings::IniFormat).value(key);
    if (value.isValid())
        restore(value);
    m_others.append({ key, std::move(read) });
}

void WindowLayout::reset()
{
    m_window.restoreState(m_defaultState, stateVersion);
}

void WindowLayout::save() const
{
    if (m_file.isEmpty())
        return;
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(QLatin1String(geometryKey), m_window.saveGeometry());
    settings.setValue(QLatin1String(stateKey), m_window.saveState(stateVersion));
    settings.setValue(QLatin1String(themeKey), toString(m_theme));
    for (const auto &[key, read] : m_others)
        settings.setValue(key, read());
}

} // namespace frontdesk
