// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables.h"

#include <QHeaderView>
#include <QTableView>

namespace frontdesk {

namespace {
constexpr int margin = 9;
}

void setUpTable(QTableView &view)
{
    view.setWordWrap(false);
    view.verticalHeader()->hide();
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.verticalHeader()->setMinimumSectionSize(1);
    view.verticalHeader()->setDefaultSectionSize(view.fontMetrics().height() + 8);
    view.horizontalHeader()->setHighlightSections(false);
}

void fitColumn(QTableView &view, int column, const char *widest)
{
    view.horizontalHeader()->resizeSection(
            column, view.fontMetrics().horizontalAdvance(QLatin1String(widest)) + 2 * margin);
}

} // namespace frontdesk
