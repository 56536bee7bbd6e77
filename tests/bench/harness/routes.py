# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests a second of each route, of Frontdesk and of its peers."""
import shutil
import socket
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import programs
from .checks import Wrong, check
from .load import Idle, is_wrong, wrk
from .report import Column, comma, milliseconds, table
from .servers import Running

USERS = 1000


@dataclass(frozen=True)
class Route:
    name: str
    path: str
    kind: str = "fixed"  # what load.lua sends
    refused: bool = False  # the answer is to be one of 4xx
    ours: bool = False  # the peers have none like it


LIVEZ = Route("GET /livez", "/livez")
USER = Route("GET /user/{id}", "/", "user")
ROUTES = [
    LIVEZ,
    USER,
    Route("GET /nothing (404)", "/nothing", refused=True),
    Route(f"GET /users ({USERS:,} users)", "/users"),
    Route("POST /add-user", "/", "add"),
    Route("GET /start-task", "/start-task"),
    # What waits for another thread and nothing else: no disk, hardly any work.
    Route("GET /tasks (none), awaited", "/tasks?limit=1", ours=True),
]


@dataclass(frozen=True)
class Run:
    """What is measured once a round."""

    program: object
    route: Route
    idle: int = 0


class Bench:
    """Each measurement has a process and a data folder of its own, and the rounds are
    interleaved, so that a machine that slows down slows all of them down."""

    def __init__(self, options):
        self.options = options
        self.scratch = options.build  # the disk that counts, not a /tmp in memory
        self.seeded = {}  # a folder with users for each database

    def measure(self, run):
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            data = Path(folder) / "data"
            if run.program.takes_data:
                shutil.copytree(self._seeded_folder(run.program), data)
            with Running(run.program, data) as server:
                figures = self._under_load(run, server)
            if "FRONTDESK_WATCHDOG" in run.program.environment:
                figures["stderr"] = server.stderr()
            return figures

    def _under_load(self, run, server):
        idle, before = None, server.rss_kib()
        if run.idle:
            idle = Idle(self.options.build, server.port, run.idle)
            idle_bytes = (server.rss_kib() - before) * 1024 / run.idle
        figures = wrk(server, run.route.path, run.route.kind, seconds=self.options.seconds,
                      connections=self.options.connections)
        if idle:
            figures["idle_bytes_each"] = round(idle_bytes)
            figures["idle_lost"] = run.idle - idle.end()
        figures["wrong"] = is_wrong(figures, f"{run.program.name}: {run.route.name}",
                                    refused=run.route.refused)
        return figures

    def rounds(self, runs):
        """The figures of all rounds, by run."""
        results = {run: [] for run in runs}
        for number in range(1, self.options.rounds + 1):
            for run in runs:
                print(f"round {number}: {run.program.name}, {run.route.name}"
                      + (f", {run.idle:,} idle" if run.idle else ""), file=sys.stderr)
                results[run].append(self.measure(run))
        return results

    def _seeded_folder(self, program):
        key = (program.database, program.name if program.database == "peer.db" else "")
        if key not in self.seeded:
            folder = self.options.workspace / f"seeded-{len(self.seeded)}"
            _add_users(program, folder)
            self.seeded[key] = folder
        return self.seeded[key]


def _add_users(program, folder):
    """Through the front door, many at a time."""
    with Running(program, folder) as server:
        connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
        for first in range(0, USERS, len(connections)):
            for i, connection in enumerate(connections):
                body = f'{{"name":"User {first + i}","email":"{first + i}@seed.example"}}'
                connection.sendall(
                    f"POST /add-user HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
            for connection in connections:
                if not connection.recv(65536).startswith(b"HTTP/1.1 200"):
                    sys.exit(f"{program.name}: the users could not be added")
        for connection in connections:
            connection.close()


def summary(run, results, limit):
    def median(key):
        return statistics.median(r[key] for r in results)

    return {
        "server": run.program.name, "route": run.route.name, "idle_connections": run.idle,
        "per_second": round(median("per_second")),
        "share_of_epoll": round(median("per_second") / limit, 3),
        "p50_us": median("p50_us"), "p99_us": median("p99_us"),
        "cpu_us_per_request": round(statistics.median(
            r["cpu_seconds"] * 1e6 / max(r["requests"], 1) for r in results), 1),
        "peak_mib": round(max(r["peak_kib"] for r in results) / 1024, 1),
        "idle_bytes_each": max(r.get("idle_bytes_each", 0) for r in results),
        "idle_lost": max(r.get("idle_lost", 0) for r in results),
        "wrong": any(r["wrong"] for r in results),
        "rounds": results,
    }


COLUMNS = [
    Column("req/s", lambda r: comma(r["per_second"])),
    Column("of epoll", lambda r: f"{r['share_of_epoll']:.2f}"),
    Column("p50 ms", lambda r: milliseconds(r["p50_us"])),
    Column("p99 ms", lambda r: milliseconds(r["p99_us"])),
    Column("CPU µs/req", lambda r: f"{r['cpu_us_per_request']:.1f}"),
    Column("RSS MiB", lambda r: f"{r['peak_mib']:.1f}"),
]


def checked(found, scratch):
    """The servers that answer as they should."""
    good = []
    for program in found:
        try:
            check(program, scratch)
            good.append(program)
        except Wrong as wrong:
            print(f"{program.name} is left out: {wrong}", file=sys.stderr)
    return good


def measure_routes(bench, peers):
    """Returns the rows, the limit first."""
    options = bench.options
    ours = programs.frontdesk(options.build)
    limit, bare = programs.epoll_limit(options.build), programs.bare_qhttpserver(options.build)
    check(ours, bench.scratch)  # ours must be right, or nothing here means anything
    wanted = [route for route in ROUTES if options.only in route.name]
    peers = checked(peers, bench.scratch)
    runs = [Run(limit, LIVEZ), Run(bare, LIVEZ)]
    runs += [Run(program, route) for route in wanted for program in ([ours] if route.ours else [ours, *peers])]
    if options.idle:
        runs += [Run(limit, LIVEZ, options.idle), Run(bare, LIVEZ, options.idle)]
        runs += [Run(ours, route, options.idle) for route in wanted]

    results = bench.rounds(runs)
    best = statistics.median(r["per_second"] for r in results[runs[0]])
    rows = [summary(run, results[run], best) for run in runs]
    for row in rows:  # how often ours answers while that one does once
        own = next((r for r in rows if r["server"] == ours.name and r["route"] == row["route"]), None)
        is_peer = row["server"] in {peer.name for peer in peers}
        row["frontdesk_times"] = round(own["per_second"] / row["per_second"], 1) if is_peer else None
    table("Routes", [
        Column("route", lambda r: r["route"], left=True),
        Column("server", lambda r: r["server"], left=True),
        Column("idle", lambda r: comma(r["idle_connections"])),
        *COLUMNS,
        Column("Frontdesk is", lambda r: f"{r['frontdesk_times']}×" if r["frontdesk_times"] else ""),
    ], rows)
    return rows
