# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frontdesk's file, seen and filled from outside."""
import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

from .servers import Running


def rows(server, sql, *arguments):
    """Asked of the file itself, not of the server: what is seen here has been committed."""
    path = Path(server.data) / server.program.database
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        return file.execute(sql, arguments).fetchall()


@contextmanager
def filled(program, scratch, sql, values):
    """A data folder with the schema that the program makes and what @p sql puts in."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        data = Path(folder) / "data"
        with Running(program, data):
            pass
        with closing(sqlite3.connect(data / program.database)) as file:
            file.execute("PRAGMA synchronous = OFF")
            file.executemany(sql, values)
            file.commit()
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.sync()  # or the system writes it while something is measured
        yield data
