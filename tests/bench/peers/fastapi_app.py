# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tutorial's application on FastAPI: one uvicorn worker on uvloop and httptools, aiosqlite.

A commit for each row. What would slow it down is left out: no access log, answers that
don't pass through a response model.
"""
import argparse
import asyncio
import socket
import sqlite3
import time
from pathlib import Path

import aiosqlite
import uvicorn
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

SCHEMA = (Path(__file__).parent / "schema.sql").read_text()
ADD_USER = "INSERT INTO users (name, email) VALUES (?, ?)"
ADD_TASK = ("INSERT INTO tasks (kind, params, state, due_at, created_at) "
            "VALUES ('sleep', '{\"seconds\":5}', 'queued', ?, ?)")
END_TASK = "UPDATE tasks SET state = 'completed', ended_at = ? WHERE id = ?"

app = FastAPI(openapi_url=None)
sleeping = set()  # the event loop itself keeps tasks only weakly


class Draft(BaseModel):
    name: str = Field(min_length=1, max_length=50)
    email: str = Field(min_length=3, max_length=100)


async def open_database(path):
    database = await aiosqlite.connect(path, isolation_level=None)  # each statement commits
    await database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    return database


def error(status, text):
    return JSONResponse({"error": text}, status)


def now_ms():
    return time.time_ns() // 1_000_000


@app.exception_handler(HTTPException)
async def http_error(_request: Request, problem: HTTPException):
    return error(problem.status_code, problem.detail)


@app.exception_handler(RequestValidationError)
async def invalid(_request: Request, problem: RequestValidationError):
    return error(422, str(problem))


@app.on_event("startup")
async def start():
    path = app.state.data / "peer.db"
    app.state.writer = await open_database(path)
    await app.state.writer.executescript(SCHEMA)
    app.state.reader = await open_database(path)
    print(f"listening on http://127.0.0.1:{app.state.port}", flush=True)


@app.on_event("shutdown")
async def stop():
    for task in list(sleeping):
        task.cancel()
    await app.state.reader.close()
    await app.state.writer.close()


@app.get("/livez")
async def livez():
    return JSONResponse({"status": "ok"})


@app.get("/user/{user_id}")
async def user(user_id: str):
    if not user_id.isdecimal():
        return error(404, "User not found")
    rows = await app.state.reader.execute_fetchall(
        "SELECT id, name, email FROM users WHERE id = ?", (int(user_id),))
    for row in rows:
        return JSONResponse({"id": row[0], "name": row[1], "email": row[2]})
    return error(404, "User not found")


@app.get("/users")
async def users():
    rows = await app.state.reader.execute_fetchall("SELECT id, name, email FROM users ORDER BY id")
    return JSONResponse([{"id": row[0], "name": row[1], "email": row[2]} for row in rows])


@app.post("/add-user")
async def add_user(draft: Draft):
    try:
        row = await app.state.writer.execute_insert(ADD_USER, (draft.name, draft.email))
    except sqlite3.IntegrityError:
        return error(409, "This e-mail is taken.")
    return JSONResponse({"message": "User created",
                         "user": {"id": row[0], "name": draft.name, "email": draft.email}})


async def sleep_task(task_id):
    await asyncio.sleep(5)
    await app.state.writer.execute(END_TASK, (now_ms(), task_id))


@app.get("/start-task")
async def start_task():
    now = now_ms()
    row = await app.state.writer.execute_insert(ADD_TASK, (now, now))
    task = asyncio.create_task(sleep_task(row[0]))
    sleeping.add(task)
    task.add_done_callback(sleeping.discard)
    return JSONResponse({"message": "Task started", "task": {"id": row[0], "state": "queued"}})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    app.state.data = parser.parse_args().data
    app.state.data.mkdir(parents=True, exist_ok=True)
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    app.state.port = listener.getsockname()[1]
    config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="warning",
                            access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
