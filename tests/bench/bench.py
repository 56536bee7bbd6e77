# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures frontdeskd beside what the machine and a bare QHttpServer can do.

Every measurement has a process and a data folder of its own, and the rounds are
interleaved, so that a machine that slows down slows all of them down.
"""
import argparse
import json
import os
import platform
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
USERS = 1000


@dataclass(frozen=True)
class Subject:
    name: str
    program: str  # below the build folder
    path: str
    kind: str = "fixed"  # what load.lua sends
    status: int = 200


SUBJECTS = [
    Subject("bare epoll loop in C", "tests/bench/epoll_limit", "/livez"),
    Subject("bare QHttpServer", "tests/bench/bare_qhttpserver", "/livez"),
    Subject("GET /livez", "src/app/frontdeskd", "/livez"),
    Subject("GET /user/{id}", "src/app/frontdeskd", "/", "user"),
    Subject("GET /nothing (404)", "src/app/frontdeskd", "/nothing", status=404),
    Subject(f"GET /users ({USERS:,} users)", "src/app/frontdeskd", "/users"),
    Subject("POST /add-user", "src/app/frontdeskd", "/", "add"),
    Subject("GET /start-task", "src/app/frontdeskd", "/start-task"),
]
LIMIT = SUBJECTS[0]


class Server:
    """A program that prints its address once it listens."""

    def __init__(self, build, subject, data):
        command = [build / subject.program]
        if subject.program.endswith("frontdeskd"):
            command += ["--threads", "1", "--port", "0", "--data", data]
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.errors)
        line = self.process.stdout.readline().decode()
        match = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if not match:
            self.errors.seek(0)
            sys.exit(f"{subject.program} did not start: {self.errors.read().decode()}")
        self.port = int(match[1])

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_kib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class Idle:
    """Connections that were answered once and then rest."""

    def __init__(self, build, port, count):
        self.process = subprocess.Popen(
            [build / "tests/bench/idle_connections", str(port), str(count)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if self.process.stdout.readline() != b"ready\n":
            sys.exit(f"{count} idle connections could not be opened")

    def end(self):
        """How many were still open."""
        return int(self.process.communicate()[0])


def seed(build, folder):
    """A data folder with users, made through the front door."""
    subject = next(s for s in SUBJECTS if s.program.endswith("frontdeskd"))
    with Server(build, subject, folder) as server:
        connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
        for first in range(0, USERS, len(connections)):
            for i, connection in enumerate(connections):
                body = json.dumps({"name": f"User {first + i}", "email": f"{first + i}@seed.example"})
                connection.sendall(
                    f"POST /add-user HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
            for connection in connections:
                if not connection.recv(65536).startswith(b"HTTP/1.1 200"):
                    sys.exit("the users could not be added")
        for connection in connections:
            connection.close()


def measure(options, subject, seeded, idle_count):
    with tempfile.TemporaryDirectory(dir=options.build) as folder:
        data = Path(folder) / "data"
        shutil.copytree(seeded, data)
        with Server(options.build, subject, data) as server:
            idle = Idle(options.build, server.port, idle_count) if idle_count else None
            before = server.cpu_seconds()
            output = subprocess.run(
                ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "-s",
                 HERE / "load.lua", f"http://127.0.0.1:{server.port}{subject.path}", "--",
                 subject.kind], check=True, capture_output=True, text=True).stdout
            result = json.loads(output.splitlines()[-1])
            result["cpu_seconds"] = round(server.cpu_seconds() - before, 2)
            result["peak_kib"] = server.peak_kib()
            if idle:
                result["idle_lost"] = idle_count - idle.end()
    # Each answer must be the right one, or its speed means nothing.
    refused = result["requests"] if subject.status >= 400 else 0
    if result["failed"] or result["refused"] != refused or not result["requests"]:
        print(f"{subject.name}: {result['failed']} failed, {result['refused']} of "
              f"{result['requests']} refused", file=sys.stderr)
        result["wrong"] = True
    result["per_second"] = result["requests"] / result["seconds"]
    return result


def summary(subject, idle_count, results, limit):
    def median(key):
        return statistics.median(r[key] for r in results)

    return {
        "subject": subject.name, "idle_connections": idle_count,
        "per_second": round(median("per_second")),
        "share_of_epoll": round(median("per_second") / limit, 3),
        "p50_us": median("p50_us"), "p99_us": median("p99_us"),
        "cpu_us_per_request": round(statistics.median(
            r["cpu_seconds"] * 1e6 / max(r["requests"], 1) for r in results), 1),
        "cpu_seconds": median("cpu_seconds"), "peak_mib": round(max(r["peak_kib"] for r in results) / 1024, 1),
        "wrong": any(r.get("wrong") for r in results),
        "idle_lost": max(r.get("idle_lost", 0) for r in results),
        "rounds": results,
    }


def table(rows):
    columns = ["", "idle", "req/s", "of epoll", "p50 ms", "p99 ms", "CPU s", "CPU µs/req", "RSS MiB"]
    cells = [[r["subject"], f"{r['idle_connections']:,}", f"{r['per_second']:,}",
              f"{r['share_of_epoll']:.2f}", f"{r['p50_us'] / 1000:.2f}", f"{r['p99_us'] / 1000:.2f}",
              f"{r['cpu_seconds']:.1f}", f"{r['cpu_us_per_request']:.1f}", f"{r['peak_mib']:.1f}"]
             for r in rows]
    widths = [max(len(line[i]) for line in [columns, *cells]) for i in range(len(columns))]
    for line in [columns, ["-" * w for w in widths], *cells]:
        print("| " + " | ".join(cell.ljust(w) if i == 0 else cell.rjust(w)
                                for i, (cell, w) in enumerate(zip(line, widths))) + " |")


def main():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5, help="medians are over so many (5)")
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (5)")
    parser.add_argument("--connections", type=int, default=64, help="connections that ask all the time (64)")
    # The server takes 10,000 connections; those of wrk count too.
    parser.add_argument("--idle", type=int, default=9_900,
                        help="connections that rest (9900); 0: leave that part out")
    parser.add_argument("--only", default="", help="subjects whose name contains this")
    parser.add_argument("--json", type=Path, help="where the figures go (BUILD/bench.json)")
    options = parser.parse_args()

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    subjects = [s for s in SUBJECTS if s is LIMIT or options.only in s.name]
    runs = [(s, idle) for idle in ([0, options.idle] if options.idle else [0]) for s in subjects]
    results = {run: [] for run in runs}
    with tempfile.TemporaryDirectory(dir=options.build) as folder:
        seeded = Path(folder) / "seeded"
        seed(options.build, seeded)
        for number in range(1, options.rounds + 1):
            for run in runs:
                print(f"round {number}: {run[0].name}, {run[1]:,} idle", file=sys.stderr)
                results[run].append(measure(options, run[0], seeded, run[1]))

    limit = statistics.median(r["per_second"] for r in results[(LIMIT, 0)])
    rows = [summary(*run, results[run], limit) for run in runs]
    table(rows)
    report = {
        "machine": {"cores": os.cpu_count(), "cpu": platform.processor() or platform.machine(),
                    "kernel": platform.release()},
        "options": {"rounds": options.rounds, "seconds": options.seconds,
                    "connections": options.connections},
        "results": rows,
    }
    path = options.json or options.build / "bench.json"
    path.write_text(json.dumps(report, indent=1) + "\n")
    print(f"\nMedians of {options.rounds} rounds of {options.seconds} s; all figures in {path}")
    return 1 if any(r["wrong"] or r["idle_lost"] for r in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
