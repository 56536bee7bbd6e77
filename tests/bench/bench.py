# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures frontdeskd beside what the machine, a bare QHttpServer and its peers can do.

Servers run on the first core, wrk on the others.
"""
import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from harness import peers
from harness.costs import measure_costs
from harness.events import measure_events
from harness.routes import Bench, measure_routes
from harness.servers import Pinning
from harness.tasks import measure_tasks
from harness.users import measure_users
from harness.window import measure_window


PARTS = ["routes", "users", "tasks", "events", "costs", "window", "micro"]


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART",
                        help=f"what to measure, by default everything: {', '.join(PARTS)}")
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5, help="medians are over so many (5)")
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement (5)")
    parser.add_argument("--connections", type=int, default=64, help="connections that ask all the time (64)")
    # The server takes 10,000 connections; those of wrk count too.
    parser.add_argument("--idle", type=int, default=9_900,
                        help="connections that rest (9900); 0: leave that part out")
    parser.add_argument("--only", default="", help="routes whose name contains this")
    parser.add_argument("--users", type=int, default=1_000_000, help="in the part users (1000000)")
    parser.add_argument("--minutes", type=float, default=1, help="of load in the part window (1)")
    parser.add_argument("--no-peers", action="store_true", help="without FastAPI and Fastify")
    parser.add_argument("--unpinned", action="store_true", help="let the system choose the cores")
    parser.add_argument("--json", type=Path, help="where the figures go (BUILD/bench.json)")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    options.parts = options.parts or PARTS
    return options


def measure_micro(build):
    """Google Benchmark's table; its figures as they are."""
    program = build / "tests/bench/micro"
    if not program.exists():
        print("The micro-benchmarks are left out: libbenchmark-dev is missing.", file=sys.stderr)
        return []
    print("\nThe steps of a request\n", flush=True)
    with tempfile.NamedTemporaryFile(dir=build) as file:
        subprocess.run([program, "--benchmark_min_time=0.2", f"--benchmark_out={file.name}",
                        "--benchmark_color=false"], check=True, preexec_fn=Pinning.server())
        return json.load(file)["benchmarks"]


def main():
    options = arguments()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    Pinning.enabled = Pinning.enabled and not options.unpinned

    report = {
        "machine": {"cores": os.cpu_count(), "cpu": platform.processor() or platform.machine(),
                    "kernel": platform.release()},
        "options": {"rounds": options.rounds, "seconds": options.seconds,
                    "connections": options.connections, "pinned": Pinning.enabled},
        "peers": {} if options.no_peers else peers.versions(),
    }
    with tempfile.TemporaryDirectory(dir=options.build) as folder:
        options.workspace = Path(folder)
        bench = Bench(options)
        measure = {
            "routes": lambda: measure_routes(bench, [] if options.no_peers else peers.available()),
            "users": lambda: measure_users(bench),
            "tasks": lambda: measure_tasks(bench),
            "events": lambda: measure_events(bench),
            "costs": lambda: measure_costs(bench),
            "window": lambda: measure_window(bench),
            "micro": lambda: measure_micro(options.build),
        }
        for part in options.parts:
            report[part] = measure[part]()

    path = options.json or options.build / "bench.json"
    path.write_text(json.dumps(report, indent=1) + "\n")
    print(f"\nMedians of {options.rounds} rounds of {options.seconds} s; all figures in {path}")
    return 1 if any(row.get("wrong") or row.get("idle_lost")
                    for part in options.parts for row in report[part]) else 0


if __name__ == "__main__":
    sys.exit(main())
