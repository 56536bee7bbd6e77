# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What listeners to GET /events cost everybody else."""
import contextlib
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


@contextlib.contextmanager
def _server(bench):
    with tempfile.TemporaryDirectory(dir=bench.scratch) as folder, \
            Running(programs.frontdesk(bench.options.build), Path(folder) / "data") as server:
        yield server


def _write(bench, server, writers):
    return wrk(server, "/", "add", seconds=bench.options.seconds, connections=writers, pause_ms=PAUSE_MS)


def _livez(bench, listeners, writers):
    """GET /livez under load, while these listen and those write."""
    options = bench.options
    with _server(bench) as server:
        idle = Idle(options.build, server.port, listeners, "/events") if listeners else None
        with ThreadPoolExecutor() as pool:
            writing = pool.submit(_write, bench, server, writers) if writers else None
            figures = wrk(server, "/livez", seconds=options.seconds, connections=options.connections)
            figures["events"] = writing.result()["per_second"] if writing else 0
        figures["lost"] = listeners - idle.end() if idle else 0
        figures["wrong"] = is_wrong(figures, "GET /livez") or figures["lost"] > 0
        return figures


def _share_of_core(bench, listeners):
    """Of the program's processor time while users are added and nobody asks for anything else:
    with both at their limit the throughput is too noisy to tell what listeners cost."""
    with _server(bench) as server:
        idle = Idle(bench.options.build, server.port, listeners, "/events") if listeners else None
        figures = _write(bench, server, WRITERS)
        lost = listeners - idle.end() if idle else 0
        return {"share": figures["cpu_seconds"] / figures["seconds"],
                "wrong": is_wrong(figures, "POST /add-user") or lost > 0}


def measure_events(bench):
    cases = [(0, 0), (LISTENERS, 0), (0, WRITERS), (LISTENERS, WRITERS)]
    results = {case: [] for case in cases}
    shares = {0: [], LISTENERS: []}
    for _ in range(bench.options.rounds):
        for case in cases:
            results[case].append(_livez(bench, *case))
        for listeners, runs in shares.items():
            runs.append(_share_of_core(bench, listeners))

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
    for listeners, runs in shares.items():
        share = statistics.median(run["share"] for run in runs)
        found.append({**fact(f"Of a core, {listeners:,} listeners, these events alone", round(100 * share, 1), "%"),
                      "wrong": any(run["wrong"] for run in runs)})
    return facts("Events", found)
