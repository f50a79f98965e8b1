"""The write path of the original's stack, as its documentation sketches it: FastAPI, aiosqlite, a commit for each event."""

import asyncio
import json
import sys
import time

import aiosqlite
import uvicorn
from fastapi import FastAPI, Request

TABLES = """
CREATE TABLE IF NOT EXISTS traces (trace_id TEXT PRIMARY KEY, started_at INTEGER, calls INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS tool_calls (id INTEGER PRIMARY KEY, trace_id TEXT, tool_name TEXT, params TEXT, result TEXT,
  duration_ms INTEGER, success INTEGER, received_at INTEGER);
CREATE INDEX IF NOT EXISTS calls_of_trace ON tool_calls (trace_id);
"""


def main(port: int, path: str) -> None:
    app = FastAPI()
    lock = asyncio.Lock()

    @app.on_event("startup")
    async def start() -> None:
        app.state.db = await aiosqlite.connect(path)
        await app.state.db.execute("PRAGMA journal_mode = WAL")
        await app.state.db.execute("PRAGMA synchronous = FULL")
        await app.state.db.executescript(TABLES)

    @app.on_event("shutdown")
    async def stop() -> None:
        await app.state.db.close()

    @app.get("/health")
    async def health() -> dict:
        return {"status": "healthy"}

    @app.post("/tool/trace")
    async def tool(request: Request) -> dict:
        call = await request.json()
        now = int(time.time() * 1000)
        async with lock:
            await app.state.db.execute(
                "INSERT INTO traces (trace_id, started_at, calls) VALUES (?, ?, 1) "
                "ON CONFLICT (trace_id) DO UPDATE SET calls = calls + 1",
                (call["trace_id"], now),
            )
            await app.state.db.execute(
                "INSERT INTO tool_calls (trace_id, tool_name, params, result, duration_ms, success, received_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    call["trace_id"],
                    call["tool_name"],
                    json.dumps(call.get("params")),
                    json.dumps(call.get("result")),
                    call.get("duration_ms"),
                    call.get("success"),
                    now,
                ),
            )
            await app.state.db.commit()
        return {"status": "ok"}

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
