# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the guard, the request log, the gate and the open window cost, shown apart."""
import os
import re
import shutil
import statistics
import subprocess
import sys
from contextlib import contextmanager

from . import programs
from .report import Column, table
from .routes import COLUMNS, LIVEZ, USER, Run, summary


@contextmanager
def display():
    """The name of a virtual one, or None."""
    if not shutil.which("Xvfb"):
        print("The open window is left out: there is no Xvfb.", file=sys.stderr)
        yield None
        return
    readable, writable = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[writable], stderr=subprocess.DEVNULL)
    os.close(writable)
    try:
        with os.fdopen(readable) as pipe:
            number = pipe.readline().strip()
        yield f":{number}" if number else None
    finally:
        server.terminate()
        server.wait()


def _stall(row):
    """The longest of all rounds, as the window says it at its end."""
    found = [re.search(r"Longest stall of the event loop: (.+)\.", r.get("stderr", ""))
             for r in row["rounds"]]
    return ", ".join(match[1] for match in found if match)


def measure_costs(bench):
    build = bench.options.build
    limit = Run(programs.epoll_limit(build), LIVEZ)
    bare = Run(programs.bare_qhttpserver(build), LIVEZ)
    ours = programs.frontdesk(build)
    with display() as screen:
        servers = [ours, *programs.variants(build)]
        if screen:
            servers.append(programs.window(build, screen))
        runs = [limit, bare, *(Run(server, route) for route in (LIVEZ, USER) for server in servers)]
        results = bench.rounds(runs)

    best = statistics.median(r["per_second"] for r in results[limit])
    rows = [summary(run, results[run], best) for run in runs]
    for row in rows:
        whole = next(r for r in rows if r["server"] == ours.name and r["route"] == row["route"])
        row["cpu_of_frontdesk"] = round(row["cpu_us_per_request"] / whole["cpu_us_per_request"] - 1, 3)
        row["longest_stall"] = _stall(row)
    table("What the parts cost", [
        Column("route", lambda r: r["route"], left=True),
        Column("server", lambda r: r["server"], left=True),
        *COLUMNS,
        Column("CPU against Frontdesk", lambda r: f"{r['cpu_of_frontdesk']:+.0%}"),
        Column("longest stalls", lambda r: r["longest_stall"]),
    ], rows)
    return rows
