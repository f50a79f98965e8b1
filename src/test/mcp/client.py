"""The official Python client against a bridge, with and without a handshake: client.py URL"""

import asyncio
import json
import sys
import urllib.request

from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

URL = sys.argv[1]


def start(message):
    request = urllib.request.Request(
        URL.replace("/mcp", "/session/start"),
        json.dumps({"session_key": message, "message": message}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)["trace_id"]


async def speak(mode, version):
    async with Client(URL, mode=mode) as client:
        assert client.protocol_version == version, client.protocol_version
        assert client.server_info.name == "openclaw-lightning"
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names[:2] == ["get_guidance", "search_traces"] and len(names) == 7, names

        trace_id = start(f"Python {mode}")
        found = await client.call_tool("search_traces", {"text": f"python {mode}"})
        assert [trace["trace_id"] for trace in found.structured_content["traces"]] == [trace_id]
        await client.call_tool("report_outcome", {"trace_id": trace_id, "success": False, "failure": "tests_failed"})
        trace = (await client.call_tool("get_trace", {"trace_id": trace_id})).structured_content
        assert trace["failure"] == "tests_failed", trace
        assert (await client.call_tool("get_guidance", {})).structured_content["agents"] == []
        assert (await client.call_tool("rate_trace", {"trace_id": "made-up", "rating": 5})).is_error
        try:
            await client.call_tool("unknown", {})
            raise AssertionError("there is no such tool")
        except MCPError as error:
            assert error.error.code == -32602, error
    print(f"well: Python, protocol {version}")


async def main():
    await speak("auto", "2026-07-28")
    await speak("legacy", "2025-11-25")


asyncio.run(main())
