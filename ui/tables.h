// SPDX-FileCopyrightText: 2026 The Frontdesk developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace frontdesk {

/// What the tables of the window have in common: compact rows of one height (a
/// view measures no row then, however many there are), no row numbers, no sorting.
void setUpTable(QTableView &view);

/// Makes a column as wide as @p widest and its margins.
void fitColumn(QTableView &view, int column, const char *widest);

} // namespace frontdesk
