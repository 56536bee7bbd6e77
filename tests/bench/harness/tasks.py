# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Background tasks: how many, how soon, and what a long queue takes."""
import statistics
import sys
import tempfile
import time
from pathlib import Path

from . import programs
from .client import Client
from .database import filled, rows
from .load import is_wrong, wrk
from .report import fact, facts
from .servers import Running

QUEUED = 100_000
LONE = 500  # tasks of a client that asks for one after the other
SLEEP_MS = 5000  # of GET /start-task
PICKUP_MS = 5  # as promised, at the median
DRAIN_SECONDS = 120  # longer than that is a failure
ADD = ("INSERT INTO tasks (kind, params, state, due_at, created_at) "
       "VALUES ('sleep', '{\"seconds\":0}', ?, ?, ?)")
OPEN = "SELECT EXISTS (SELECT 1 FROM tasks WHERE state = ?)"


def _percentiles(values):
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[98]


def _drain(server):
    """Waits until nothing is left to do; false if something was or went wrong."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while any(rows(server, OPEN, state)[0][0]
              for state in ("scheduled", "queued", "running", "retrying", "cancelling")):
        if time.monotonic() > deadline:
            print(f"tasks are still open after {DRAIN_SECONDS} s", file=sys.stderr)
            return False
        time.sleep(0.02)
    return rows(server, "SELECT DISTINCT state FROM tasks") == [("completed",)]


def _measure_noops(server, options):
    """Many clients add tasks that have nothing to do."""
    figures = wrk(server, "/", "noop", seconds=options.seconds, connections=options.connections)
    wrong = is_wrong(figures, "POST /tasks") or not _drain(server)
    done, first, last = rows(server, "SELECT count(*), min(created_at), max(ended_at) FROM tasks")[0]
    waits = [wait for (wait,) in rows(server, "SELECT started_at - created_at FROM tasks")]
    p50, p99 = _percentiles(waits)
    return [
        {**fact("no-op tasks, from POST to completed", round(done * 1000 / (last - first)), "/s"),
         "wrong": wrong},
        fact("… POST /tasks meanwhile", round(figures["per_second"]), "req/s"),
        fact("… from added to started, p50", p50, "ms"),
        fact("… from added to started, p99", p99, "ms"),
    ]


def _run_alone(server):
    """One client that waits for each task's end: seconds of each."""
    seconds, body = [], {"kind": "sleep", "params": {"seconds": 0}}
    with Client(server.port) as client:
        for _ in range(LONE):
            began = time.perf_counter()
            answer = client.ask("POST", "/tasks", body, {"Prefer": "wait=30"})
            seconds.append(time.perf_counter() - began)
            if answer.status != 200 or answer.json["state"] != "completed":
                sys.exit(f"a task did not complete: {answer}")
    return seconds


def _measure_lone(server):
    """What runs as soon as it is stored."""
    seconds = _run_alone(server)
    last = rows(server, "SELECT started_at - created_at FROM tasks ORDER BY id DESC LIMIT ?", LONE)
    p50, p99 = _percentiles(seconds)
    start50, start99 = _percentiles([wait for (wait,) in last])
    return [
        fact("one task alone, added to completed, p50", round(p50 * 1000, 2), "ms"),
        fact("… p99", round(p99 * 1000, 2), "ms"),
        fact("… from added to started, p50", start50, "ms"),
        fact("… from added to started, p99", start99, "ms"),
    ]


def _measure_pickup(server):
    """What waits for its turn, in an engine that is idle: stored, claimed, then started."""
    _run_alone(server)
    waits = [wait for (wait,) in rows(server, "SELECT started_at - created_at FROM tasks")]
    p50, p99 = _percentiles(waits)
    return [
        {**fact("one task of a limited kind, from added to started, p50", p50, "ms"),
         "wrong": p50 >= PICKUP_MS},
        fact("… p99", p99, "ms"),
    ]


def _measure_queue(program, scratch, empty_kib):
    """A start with many tasks that wait for tomorrow, and one with as many that are due."""
    now = time.time_ns() // 1_000_000
    tomorrow = (("scheduled", now + 86_400_000, now) for _ in range(QUEUED))
    with filled(program, scratch, ADD, tomorrow) as data, Running(program, data) as server:
        found = [
            fact(f"{QUEUED:,} tasks for tomorrow: until it listens",
                 round(server.start_seconds * 1000), "ms"),
            fact("… memory above an empty queue", round((server.rss_kib() - empty_kib) / 1024, 1), "MiB"),
        ]
    due = (("queued", now, now) for _ in range(QUEUED))
    with filled(program, scratch, ADD, due) as data, Running(program, data) as server:
        began = time.monotonic() - server.start_seconds
        drained = _drain(server)
        seconds = time.monotonic() - began
        return found + [
            {**fact(f"{QUEUED:,} tasks that are due: start to all completed", round(seconds, 2), "s"),
             "wrong": not drained},
            fact("… that is", round(QUEUED / seconds), "/s"),
            fact("… peak memory above an empty queue",
                 round((server.peak_kib() - empty_kib) / 1024, 1), "MiB"),
        ]


def _measure_start_task(server, options):
    """The tutorial's task as fast as it can be asked for, and its end five seconds later."""
    seconds = 2 * options.seconds
    figures = wrk(server, "/start-task", seconds=seconds, connections=options.connections)
    wrong = is_wrong(figures, "GET /start-task") or not _drain(server)
    late = [ms for (ms,) in rows(server, f"SELECT ended_at - due_at - {SLEEP_MS} FROM tasks")]
    p50, p99 = _percentiles(late)
    if len(late) < figures["requests"] or min(late) < 0:
        print("a task was lost, or ended before its time", file=sys.stderr)
        wrong = True
    return [
        {**fact(f"GET /start-task for {seconds} s", round(figures["per_second"]), "req/s"),
         "wrong": wrong},
        fact("… p99", figures["p99_us"] / 1000, "ms"),
        fact("… completed after its due time, p50", p50, "ms"),
        fact("… completed after its due time, p99", p99, "ms"),
        fact("… completed after its due time, the last", max(late), "ms"),
        fact("… peak RSS", round(figures["peak_kib"] / 1024, 1), "MiB"),
    ]


def measure_tasks(bench):
    options = bench.options
    # None is forgotten, so that each can be looked at afterwards.
    program = programs.frontdesk(options.build,
                                 environment={"FRONTDESK_TASK_RETENTION_COUNT": "0"})
    with tempfile.TemporaryDirectory(dir=bench.scratch) as folder:
        with Running(program, Path(folder) / "noop") as server:
            empty_kib = server.rss_kib()
            found = _measure_noops(server, options) + _measure_lone(server)
        limited = programs.frontdesk(options.build,
                                     environment={"FRONTDESK_TASK_CONCURRENCY": "sleep=64"})
        with Running(limited, Path(folder) / "pickup") as server:
            found += _measure_pickup(server)
        found += _measure_queue(program, bench.scratch, empty_kib)
        with Running(program, Path(folder) / "start") as server:
            found += _measure_start_task(server, options)
    return facts("Background tasks", found)
