# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same application on FastAPI and on Fastify (peers/), where their packages are."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .servers import Program

PEERS = Path(__file__).resolve().parent.parent / "peers"
PYTHON = "/usr/bin/python3"  # the one that sees the system's packages
FASTIFY_NODE = 20  # what Fastify 5 asks for


def fastapi():
    needed = "aiosqlite, fastapi, httptools, uvicorn, uvloop"
    if subprocess.run([PYTHON, "-c", f"import {needed}"], capture_output=True, check=False).returncode:
        return [], f"FastAPI is left out: {PYTHON} lacks one of {needed}."
    return [Program("FastAPI", (PYTHON, PEERS / "fastapi_app.py"), database="peer.db")], ""


def _node_version():
    try:
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        return int(version.lstrip("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError):
        return 0


def _node_modules():
    """Kept in the cache folder, one for each package.json; None where npm fails."""
    manifest = PEERS / "fastify/package.json"
    tag = hashlib.sha256(manifest.read_bytes()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "frontdesk" / f"peers-{tag}-node{_node_version()}"
    done = folder / "installed"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(manifest, folder)
        print("Installing the packages of the Fastify peer; better-sqlite3 may have to be "
              "compiled, which takes some minutes", file=sys.stderr)
        # The system's headers, where there are some, spare node-gyp a download.
        headers = {"npm_config_nodedir": "/usr"} if Path("/usr/include/node/node.h").exists() else {}
        install = subprocess.run(
            ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--omit=dev"],
            cwd=folder, env={**os.environ, **headers}, capture_output=True, text=True, check=False)
        if install.returncode:
            print(install.stderr, file=sys.stderr)
            return None
        done.touch()
    return folder / "node_modules"


def fastify():
    if _node_version() < FASTIFY_NODE:
        return [], f"Fastify is left out: there is no Node {FASTIFY_NODE} or newer."
    if not shutil.which("npm"):
        return [], "Fastify is left out: there is no npm."
    modules = _node_modules()
    if not modules:
        return [], "Fastify is left out: npm could not install its packages."
    server = PEERS / "fastify/server.js"
    return [Program(name, ("node", server, *options), database="peer.db",
                    environment={"NODE_PATH": str(modules), "NODE_ENV": "production"})
            for name, options in [("Fastify", []), ("Fastify, batched", ["--batched"])]], ""


def versions():
    """What the peers of this run are made of."""
    python = ("import importlib.metadata as m, json; "
              "print(json.dumps({p: m.version(p) for p in ('fastapi', 'uvicorn', 'aiosqlite')}))")
    found = subprocess.run([PYTHON, "-c", python], capture_output=True, text=True, check=False).stdout
    return {**(json.loads(found) if found else {}), "node": _node_version(),
            **json.loads((PEERS / "fastify/package.json").read_text())["dependencies"]}


def available():
    """The peers that can run here; says on stderr which can't, and why."""
    programs = []
    for peer in (fastapi, fastify):
        found, reason = peer()
        programs += found
        if reason:
            print(reason, file=sys.stderr)
    return programs
