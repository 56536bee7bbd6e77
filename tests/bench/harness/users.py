# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many users: the whole table as a stream, a page of it, a search in it, and the start."""
import socket
import sys
import time

from . import programs
from .client import Client
from .database import filled
from .load import is_wrong, wrk
from .report import fact, facts
from .servers import Running

# The request log keeps all of the first exchanges, then a sample: that is its steady state.
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


def _measure_query(server, name, path, kind, options):
    """Nothing where the server has no such route yet."""
    with Client(server.port) as client:
        if client.ask("GET", path).status == 400:
            print(f"{name} is left out: the server doesn't know these query keys.", file=sys.stderr)
            return []
    measured = []
    wrk(server, path, kind, seconds=WARM_UP_SECONDS, connections=options.connections)
    for connections, who in ((options.connections, f"{options.connections} clients"), (1, "one client")):
        figures = wrk(server, path, kind, seconds=options.seconds, connections=connections)
        measured += [
            {**fact(f"{name}, {who}", round(figures["per_second"]), "req/s"),
             "wrong": is_wrong(figures, name)},
            fact("… p50", figures["p50_us"] / 1000, "ms"),
            fact("… p99", figures["p99_us"] / 1000, "ms"),
        ]
    return measured


def measure_users(bench):
    options = bench.options
    program = programs.frontdesk(options.build)
    print(f"Filling a table with {options.users:,} users", file=sys.stderr)
    with filled(program, bench.scratch, ADD, drafts(options.users)) as data, \
            Running(program, data) as server:
        found = [fact("until it listens", round(server.start_seconds * 1000), "ms")]
        found += _measure_stream(server, options.users)
        found += _measure_query(server, "GET /users?limit=20", "/users?limit=20", "fixed", options)
        found += _measure_query(server, "GET /users?limit=20&q=, one prefix",
                                "/users?limit=20&q=User%2001234", "fixed", options)
        found += _measure_query(server, "GET /users?limit=20&q=, 10,000 prefixes",
                                "/users?limit=20&q=User", "search", options)
        found.append(fact("peak RSS", round(server.peak_kib() / 1024, 1), "MiB"))
    return facts(f"{options.users:,} users", found)
