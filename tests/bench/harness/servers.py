# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that serve, each in a process, on a core and with a data folder of its own."""
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Program:
    """Prints a line with its address once it listens."""

    name: str
    command: tuple
    takes_data: bool = True  # --data FOLDER
    database: str = ""  # its file in that folder
    environment: dict = field(default_factory=dict, hash=False)


class Pinning:
    """Servers have the first core, those who ask the others: so each server has as much,
    and what one costs doesn't depend on where the scheduler puts wrk."""

    enabled = len(CORES) > 1

    @classmethod
    def to(cls, cores):
        """For Popen's preexec_fn."""
        return (lambda: os.sched_setaffinity(0, cores)) if cls.enabled else None

    @classmethod
    def server(cls):
        return cls.to(CORES[:1])

    @classmethod
    def clients(cls):
        return cls.to(CORES[1:])


class Running:
    """A program that runs; use it in a `with`."""

    def __init__(self, program, data=None):
        command = [*program.command, *(["--data", data] if program.takes_data else [])]
        self.program, self.data = program, data
        self.errors = tempfile.TemporaryFile()
        began = time.monotonic()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.errors, preexec_fn=Pinning.server(),
            env={**os.environ, "XDG_CONFIG_HOME": os.devnull, **program.environment})
        line = self.process.stdout.readline().decode()
        self.start_seconds = time.monotonic() - began
        match = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if not match:
            self.process.kill()
            self.process.wait()
            sys.exit(f"{program.name} did not start: {self.stderr()}")
        self.port = int(match[1])

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace").strip()

    def cpu_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _status_kib(self, key):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{key}:\s+(\d+)", status)[1])

    def peak_kib(self):
        return self._status_kib("VmHWM")

    def rss_kib(self):
        return self._status_kib("VmRSS")

    def stop(self):
        """Nobody reads its stdout any longer; that must not hold it up."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
