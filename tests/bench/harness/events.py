# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What listeners to GET /events cost everybody else."""
import statistics
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import programs
from .load import Idle, is_wrong, wrk
from .report import fact, facts
from .servers import Running

LISTENERS = 1000
# Each of these adds a user every 7 ms and a bit: a thousand events a second.
WRITERS, PAUSE_MS = 8, 7


def _livez(bench, listeners, writers):
    """GET /livez under load, while these listen and those write."""
    options = bench.options
    with tempfile.TemporaryDirectory(dir=bench.scratch) as folder, \
            Running(programs.frontdesk(options.build), Path(folder) / "data") as server:
        idle = Idle(options.build, server.port, listeners, "/events") if listeners else None
        with ThreadPoolExecutor() as pool:
            writing = pool.submit(wrk, server, "/", "add", seconds=options.seconds, connections=writers,
                                  pause_ms=PAUSE_MS) if writers else None
            figures = wrk(server, "/livez", seconds=options.seconds, connections=options.connections)
            figures["events"] = writing.result()["per_second"] if writing else 0
        figures["lost"] = listeners - idle.end() if idle else 0
        figures["wrong"] = is_wrong(figures, "GET /livez") or figures["lost"] > 0
        return figures


def measure_events(bench):
    cases = [(0, 0), (LISTENERS, 0), (0, WRITERS), (LISTENERS, WRITERS)]
    results = {case: [] for case in cases}
    for _ in range(bench.options.rounds):
        for case in cases:
            results[case].append(_livez(bench, *case))

    def median(case, key="per_second"):
        return statistics.median(figures[key] for figures in results[case])

    found = []
    for listeners, writers in cases:
        what = f"GET /livez, {listeners:,} listeners"
        if writers:
            what += f", {median((listeners, writers), 'events'):,.0f} events a second"
        found += [
            {**fact(what, round(median((listeners, writers))), "req/s"),
             "wrong": any(r["wrong"] for r in results[listeners, writers])},
            fact("… of that without listeners",
                 round(median((listeners, writers)) / median((0, writers)), 2)),
            fact("… p99", median((listeners, writers), "p99_us") / 1000, "ms"),
        ]
    return facts("Events", found)
