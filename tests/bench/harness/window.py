# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The open window over a million users: its start, its rest, and a minute of load; and
an answer of 100 MB in the request panel."""
import os
import re
import subprocess
import sys
import time

from . import programs
from .costs import display
from .database import filled
from .load import is_wrong, wrk
from .report import fact, facts
from .servers import Running
from .users import ADD, drafts

REST_SECONDS = 10
# Each of these asks every 3 ms and a bit: more than 20,000 requests a second.
CONNECTIONS, PAUSE_MS, WANTED = 96, 3, 20_000
MOST_STALL_MS = 50


def _said(stderr, pattern):
    found = re.search(pattern, stderr)
    return found[1] if found else "not said"


def _starts(program, data, rounds):
    """In ms, the quickest first: what else the machine did only makes them longer."""
    painted = []
    for _ in range(rounds):
        with Running(program, data) as server:
            pass
        painted.append(int(_said(server.stderr(), r"painted after (\d+) ms")))
    return sorted(painted)


def _rest(server):
    time.sleep(1)  # what the start has left over
    before = server.cpu_seconds()
    time.sleep(REST_SECONDS)
    return (server.cpu_seconds() - before) / REST_SECONDS


def _load(server, seconds):
    return wrk(server, "/", "some", seconds=seconds, connections=CONNECTIONS, pause_ms=PAUSE_MS)


def _large_answer(build, screen):
    """The longest stall of each thing that one does with it, in ms."""
    run = subprocess.run([build / "tests/bench/large_answer"], stdout=subprocess.PIPE, text=True,
                         env={**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"})
    stalls = dict(line.split("\t") for line in run.stdout.splitlines())
    return facts("The longest stall of the window by an answer of 100 MB that …", [
        {**fact(step, float(ms), "ms"), "wrong": run.returncode != 0 or float(ms) > MOST_STALL_MS}
        for step, ms in stalls.items()])


def measure_window(bench):
    options = bench.options
    seconds = round(options.minutes * 60)
    with display() as screen:
        if not screen:
            return []
        program = programs.window(options.build, screen)
        print(f"Filling a table with {options.users:,} users", file=sys.stderr)
        with filled(programs.frontdesk(options.build), bench.scratch, ADD,
                    drafts(options.users)) as data:
            painted = _starts(program, data, options.rounds)
            with Running(program, data) as server:
                rest = _rest(server)
                first = _load(server, max(5, seconds // 6))  # fills the log
                early = server.rss_kib()
                full = _load(server, 2 * seconds)  # … and two minutes of timeline
                filled_kib = server.rss_kib()
                second = _load(server, seconds)
                late = server.rss_kib()
            stall = _said(server.stderr(), r"Longest stall of the event loop: (.+)\.")
            with Running(programs.frontdesk(options.build), data) as server:
                alone = _load(server, max(5, seconds // 6))
        large = _large_answer(options.build, screen)
    wrong = any(is_wrong(figures, "the window") for figures in (first, full, second, alone))
    if second["per_second"] < WANTED:
        print(f"The load was {second['per_second']:.0f}/s, not {WANTED:,}/s.", file=sys.stderr)
    return large + facts(f"The window over {options.users:,} users", [
        fact("from the start to the painted window, quickest", painted[0], "ms"),
        fact("… median", painted[len(painted) // 2], "ms"),
        fact("CPU at rest", round(rest * 100, 2), "%"),
        {**fact(f"load for {seconds} s", round(second["per_second"]), "req/s"), "wrong": wrong},
        fact("… the same clients, without a window", round(alone["per_second"]), "req/s"),
        fact("… p99", second["p99_us"] / 1000, "ms"),
        fact("… p99 without a window", alone["p99_us"] / 1000, "ms"),
        fact("… longest stall of the window", stall),
        fact("… RSS when the log was full", round(early / 1024, 1), "MiB"),
        fact("… RSS two minutes later, when the timeline was full, too", round(filled_kib / 1024, 1), "MiB"),
        fact(f"… RSS after {seconds} s more", round(late / 1024, 1), "MiB"),
    ])
