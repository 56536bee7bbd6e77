// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

// The linker leaves out what a static library's constructors alone would reach.
static void initialiseResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace frontdesk {

namespace {

class TintedSvgEngine final : public QIconEngine
{
public:
    explicit TintedSvgEngine(QByteArray svg)
        : m_svg(std::move(svg))
    { }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role
                = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        const QByteArray tint = QGuiApplication::palette().color(group, role).name().toLatin1();
        QSvgRenderer(QByteArray(m_svg).replace("currentColor", tint)).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedSvgEngine(m_svg); }

private:
    const QByteArray m_svg;
};

} // namespace

QIcon icon(const QString &name)
{
    initialiseResources();
    QFile file(QStringLiteral(":/frontdesk/icons/%1.svg").arg(name));
    const bool opened = file.open(QFile::ReadOnly);
    Q_ASSERT(opened);
    return opened ? QIcon(new TintedSvgEngine(file.readAll())) : QIcon();
}

QIcon programIcon()
{
    initialiseResources();
    return QIcon(QStringLiteral(":/frontdesk/icons/frontdesk.svg"));
}

} // namespace frontdesk
