# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many users: the whole table as a stream, a page of it, a search in it, and the start."""
import socket
import statistics
import sys
import time
from dataclasses import dataclass

from . import programs
from .database import filled
from .load import is_wrong, wrk
from .report import fact, facts
from .servers import Running

# The request log keeps all of the first exchanges after a rest, then a sample: that is its
# steady state.
WARM_UP_SECONDS = 2

ADD = "INSERT INTO users (name, email) VALUES (?, ?)"


def drafts(count):
    """load.lua searches for these names."""
    return ((f"User {i:07}", f"{i:07}@seed.example") for i in range(count))


def _stream(server):
    """Seconds to the first byte and to the last, the bytes, and the memory it took."""
    idle = most = server.rss_kib()
    pieces, size, looked_at = [], 0, 0
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        began = time.perf_counter()
        connection.sendall(b"GET /users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        pieces.append(connection.recv(1 << 20))
        first = time.perf_counter() - began
        while pieces[-1]:
            size += len(pieces[-1])
            if size - looked_at > 4 << 20:
                most, looked_at = max(most, server.rss_kib()), size
            pieces.append(connection.recv(1 << 20))
        last = time.perf_counter() - began
    return first, last, b"".join(pieces), most - idle


def _measure_stream(server, count):
    first, last, answer, more_kib = _stream(server)
    # Chunk boundaries may fall into one that is looked for: hence the end.
    shown = answer.count(b'"email"')
    wrong = not answer.endswith(b"]\r\n0\r\n\r\n") or not count - len(answer) // 65536 <= shown <= count
    if wrong:
        print(f"GET /users: {shown:,} of {count:,} users were streamed", file=sys.stderr)
    return [
        {**fact("GET /users, all of them", round(len(answer) / last / 1e6, 1), "MB/s"), "wrong": wrong},
        fact("… its size", round(len(answer) / 1e6, 1), "MB"),
        fact("… time to the first byte", round(first * 1000, 2), "ms"),
        fact("… memory above idle", round(more_kib / 1024, 1), "MiB"),
    ]


@dataclass(frozen=True)
class Query:
    name: str
    path: str
    kind: str = "fixed"


QUERIES = [
    Query("GET /users?limit=20", "/users?limit=20"),
    Query("GET /users?limit=20&q=, one prefix", "/users?limit=20&q=User%2001234"),
    Query("GET /users?limit=20&q=, 10,000 prefixes", "/users?limit=20&q=User", "search"),
]


def _measure_query(server, limit, query, options):
    """All clients without a pause, then one, after the bare epoll loop in the same state of
    the machine: its round is the time in which it answers each client once. The 99th percentile
    of clients that never pause is a queue of them all, so a share of that is what it tells."""
    best = wrk(limit, "/", seconds=options.seconds, connections=options.connections)
    wrk(server, query.path, query.kind, seconds=WARM_UP_SECONDS, connections=options.connections)
    found = [wrk(server, query.path, query.kind, seconds=options.seconds, connections=connections)
             for connections in (options.connections, 1)]
    found[0]["p99_rounds"] = found[0]["p99_us"] * best["per_second"] / options.connections / 1e6
    for figures in found:
        figures["wrong"] = is_wrong(figures, query.name)
    return found


def _measure_queries(server, options):
    results = {query: [] for query in QUERIES}
    with Running(programs.epoll_limit(options.build)) as limit:
        for _ in range(options.rounds):
            for query in QUERIES:
                results[query].append(_measure_query(server, limit, query, options))
    rows = []
    for query, found in results.items():
        for i, who in enumerate((f"{options.connections} clients", "one client")):
            def median(key, i=i, found=found):
                return statistics.median(figures[i][key] for figures in found)
            rows += [
                {**fact(f"{query.name}, {who}", round(median("per_second")), "req/s"),
                 "wrong": any(figures[i]["wrong"] for figures in found)},
                fact("… p50", round(median("p50_us") / 1000, 3), "ms"),
                fact("… p99", round(median("p99_us") / 1000, 3), "ms"),
            ]
            if i == 0:
                rows.append(fact("… p99, in rounds of the bare epoll loop", round(median("p99_rounds"), 1)))
    return rows


def measure_users(bench):
    options = bench.options
    program = programs.frontdesk(options.build)
    print(f"Filling a table with {options.users:,} users", file=sys.stderr)
    with filled(program, bench.scratch, ADD, drafts(options.users)) as data, \
            Running(program, data) as server:
        found = [fact("until it listens", round(server.start_seconds * 1000), "ms")]
        found += _measure_stream(server, options.users)
        found += _measure_queries(server, options)
        found.append(fact("peak RSS", round(server.peak_kib() / 1024, 1), "MiB"))
    return facts(f"{options.users:,} users", found)
