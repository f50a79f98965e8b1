"""Whether the bridge has what an example did: check.py BRIDGE_URL AGENT_ID SESSION"""

import json
import sys
import urllib.parse
import urllib.request

url, agent, session = sys.argv[1:]


def get(path):
    with urllib.request.urlopen(url + path) as answer:
        return json.load(answer)


query = urllib.parse.urlencode({"agent_id": agent, "session_key": session})
(found,) = get(f"/traces?{query}")["traces"]
trace = get(f"/traces/{found['trace_id']}")
assert trace["message"] == "Why does the build fail?", trace["message"]
assert trace["status"] == "ended" and trace["success"] is True, (trace["status"], trace["success"])
assert trace["tokens_used"] == 300, trace["tokens_used"]
first, second = trace["tool_calls"]
assert (first["tool_name"], first["params"]) == ("read_log", {"path": "build.log"}), first
assert first["error"] and "build.log" in str(first["error"]) and first["result"] is None, first
assert (second["tool_name"], second["error"], second["result"]) == ("run_tests", None, "1 failed: port 8080 is taken"), second
assert all(call["duration_ms"] is not None for call in trace["tool_calls"]), trace["tool_calls"]
print(f"well: {agent}: one trace, {trace['tool_count']} tool calls, the first failed: {str(first['error'])[:60]!r}")
