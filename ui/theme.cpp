// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include <QApplication>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QStyleOption>

namespace frontdesk {

namespace {

/// What the application began with, taken at the first call.
struct System
{
    QString style = QApplication::style()->objectName();
    QPalette palette = QApplication::palette();
};

struct Colours
{
    QRgb window, base, alternate, button, text, muted, highlight, highlightedText, link, edge;
};

constexpr Colours light { 0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xfffbfbfc, 0xff1c1f24,
                          0xff5f6670, 0xff0b63ce, 0xffffffff, 0xff095cc4, 0xffc9ced6 };
constexpr Colours dark { 0xff24272c, 0xff1b1d21, 0xff212429, 0xff30343b, 0xffe6e8eb,
                         0xffa0a4ab, 0xff2f6fbf, 0xffffffff, 0xff6cb6ff, 0xff12141a };

/// Fusion draws the edge of a check box or radio button darker than the window, where
/// nobody sees it if that is dark.
class DarkStyle final : public QProxyStyle
{
public:
    DarkStyle()
        : QProxyStyle(QStyleFactory::create(QStringLiteral("fusion")))
    { }

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        if (element != PE_IndicatorCheckBox && element != PE_IndicatorRadioButton)
            return QProxyStyle::drawPrimitive(element, option, painter, widget);
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        QStyleOptionButton seen;
        if (button)
            seen = *button;
        else
            seen.QStyleOption::operator=(*option);
        seen.palette.setColor(QPalette::Window, QColor::fromRgb(dark.muted));
        QProxyStyle::drawPrimitive(element, &seen, painter, widget);
    }
};

QPalette paletteOf(const Colours &colours)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) {
        palette.setColor(role, QColor::fromRgb(colour));
    };
    set(QPalette::Window, colours.window);
    set(QPalette::Base, colours.base);
    set(QPalette::AlternateBase, colours.alternate);
    set(QPalette::Button, colours.button);
    set(QPalette::Highlight, colours.highlight);
    set(QPalette::HighlightedText, colours.highlightedText);
    set(QPalette::Link, colours.link);
    set(QPalette::LinkVisited, colours.link);
    set(QPalette::PlaceholderText, colours.muted);
    set(QPalette::ToolTipBase, colours.base);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                             QPalette::BrightText, QPalette::ToolTipText })
        set(role, colours.text);
    const QColor button = QColor::fromRgb(colours.button);
    palette.setColor(QPalette::Light, button.lighter(130));
    palette.setColor(QPalette::Midlight, button.lighter(115));
    palette.setColor(QPalette::Mid, QColor::fromRgb(colours.edge));
    palette.setColor(QPalette::Dark, QColor::fromRgb(colours.edge).darker(115));
    palette.setColor(QPalette::Shadow, QColor::fromRgb(colours.edge).darker(160));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText }) {
        QColor faint = QColor::fromRgb(colours.muted);
        faint.setAlphaF(0.75F);
        palette.setColor(QPalette::Disabled, role, faint);
    }
    return palette;
}

} // namespace

QString toString(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return QStringLiteral("system");
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

std::optional<Theme> themeFromString(const QString &name)
{
    for (const Theme theme : { Theme::System, Theme::Light, Theme::Dark }) {
        if (name == toString(theme))
            return theme;
    }
    return std::nullopt;
}

void applyTheme(Theme theme)
{
    static const System system;
    if (theme == Theme::Dark)
        QApplication::setStyle(new DarkStyle);
    else
        QApplication::setStyle(theme == Theme::System ? system.style : QStringLiteral("fusion"));
    QApplication::setPalette(theme == Theme::System          ? system.palette
                                     : theme == Theme::Light ? paletteOf(light)
                                                             : paletteOf(dark));
}

} // namespace frontdesk
