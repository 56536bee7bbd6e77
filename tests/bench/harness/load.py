# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""wrk, and connections that rest meanwhile."""
import json
import subprocess
import sys
from pathlib import Path

from .servers import Pinning

SCRIPT = Path(__file__).resolve().parent.parent / "load.lua"


def wrk(server, path, kind="fixed", *, seconds, connections, pause_ms=0):
    """One line of figures from load.lua, and the server's CPU and memory beside it."""
    before = server.cpu_seconds()
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", SCRIPT,
         f"http://127.0.0.1:{server.port}{path}", "--", kind,
         *([str(pause_ms)] if pause_ms else [])],
        check=True, capture_output=True, text=True, preexec_fn=Pinning.clients()).stdout
    figures = json.loads(output.splitlines()[-1])
    figures["cpu_seconds"] = round(server.cpu_seconds() - before, 2)
    figures["peak_kib"] = server.peak_kib()
    figures["per_second"] = figures["requests"] / figures["seconds"]
    return figures


def is_wrong(figures, what, *, refused=False):
    """Whether not every answer was the expected one; then its speed means nothing."""
    expected = figures["requests"] if refused else 0
    if not figures["failed"] and figures["refused"] == expected and figures["requests"]:
        return False
    print(f"{what}: {figures['failed']} failed, {figures['refused']} of "
          f"{figures['requests']} refused", file=sys.stderr)
    return True


class Idle:
    """Connections that were answered once and then rest, or read on what a path sends."""

    def __init__(self, build, port, count, path=None):
        self.process = subprocess.Popen(
            [build / "tests/bench/idle_connections", str(port), str(count), *([path] if path else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=Pinning.clients())
        if self.process.stdout.readline() != b"ready\n":
            sys.exit(f"{count} idle connections could not be opened")

    def end(self):
        """How many were still open."""
        return int(self.process.communicate()[0])
