# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables for people."""
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    title: str
    text: Callable
    left: bool = False


def comma(value):
    """A text stays as it is."""
    return value if isinstance(value, str) else f"{value:,}"


def milliseconds(microseconds):
    return f"{microseconds / 1000:.2f}"


def table(title, columns, rows):
    cells = [[column.text(row) for column in columns] for row in rows]
    titles = [column.title for column in columns]
    widths = [max(len(line[i]) for line in [titles, *cells]) for i in range(len(columns))]
    print(f"\n{title}\n")
    for line in [titles, ["-" * width for width in widths], *cells]:
        print("| " + " | ".join(
            text.ljust(width) if column.left else text.rjust(width)
            for text, width, column in zip(line, widths, columns)) + " |")


def fact(what, value, unit=""):
    """A row of facts(), as it stands in the JSON."""
    return {"what": what, "value": value, "unit": unit}


def facts(title, rows):
    table(title, [
        Column("", lambda r: r["what"], left=True),
        Column("", lambda r: f"{comma(r['value'])} {r['unit']}".rstrip()),
    ], rows)
    return rows
