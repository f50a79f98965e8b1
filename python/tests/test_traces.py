import asyncio
import io
import os
import tokenize
import unittest
from pathlib import Path
from unittest import mock

import openclaw_lightning
from openclaw_lightning import Lightning, current_trace

from .fake_bridge import FakeBridge


class TracesTest(unittest.TestCase):
    def setUp(self):
        self.bridge = FakeBridge()
        self.addCleanup(self.bridge.close)
        self.lightning = Lightning(self.bridge.url, enabled=True, guidance=False, agent_id="travel", model="m")
        self.addCleanup(self.lightning.close)

    def sent(self, kind):
        self.assertTrue(self.lightning.flush(20))
        return self.bridge.of(kind)

    def test_trace_is_sent_as_it_was(self):
        with self.lightning.trace("user-7", "Book a flight", task_key="book", metadata={"a": 1}) as trace:
            trace.tool("book", {"flight": 1}, {"ok": True}, duration_ms=120.4, call_id="c")
            trace.reward(success=True, tokens_used=900, user_rating=5, source="user")
        start, call, reward, ended, end = self.sent("session.start") + self.bridge.events[1:]
        self.assertEqual({**start, "timestamp": 0},
                         {"type": "session.start", "trace_id": trace.trace_id, "session_key": "user-7", "timestamp": 0,
                          "message": "Book a flight", "agent_id": "travel", "model": "m", "task_key": "book", "metadata": {"a": 1}})
        self.assertEqual({**call, "timestamp": 0},
                         {"type": "tool.call", "trace_id": trace.trace_id, "session_key": "user-7", "timestamp": 0, "tool_name": "book",
                          "call_id": "c", "duration_ms": 120, "params": {"flight": 1}, "result": {"ok": True}})
        self.assertEqual((reward["success"], reward["tokens_used"], reward["source"]), (True, 900, "user"))
        self.assertEqual((ended["source"], ended["success"], "failure" in ended), ("ended", True, False))
        self.assertEqual(end["type"], "session.end")

    def test_end_says_what_went_wrong(self):
        def ends(error, last=None):
            try:
                with self.lightning.trace("s") as trace:
                    trace.tool("t", error=last)
                    if error:
                        raise error
            except BaseException as raised:
                self.assertIs(raised, error)  # it goes on to the agent
            return self.sent("reward")[-1].get("failure")

        self.assertIsNone(ends(None))
        self.assertEqual(ends(None, "not found"), "tool_error")
        self.assertEqual(ends(ValueError("no")), "run_error")
        self.assertEqual(ends(KeyboardInterrupt()), "aborted")
        self.assertEqual(ends(asyncio.CancelledError()), "aborted")

    def test_decorated_tools_are_recorded_in_the_trace_around_them(self):
        given = {"list": [1]}

        @self.lightning.tool
        def change(value, more=2):
            """Docs."""
            value["list"].append(2)
            return "changed"

        @self.lightning.tool(name="fails")
        async def fail(value):
            raise ValueError("no")

        self.assertEqual(change({"list": []}), "changed")  # outside of any trace
        with self.lightning.trace("s"):
            self.assertEqual(change(given), "changed")
            with self.assertRaises(ValueError):
                asyncio.run(fail(1))
            with self.assertRaises(TypeError):
                change()
        self.assertEqual((change.__name__, change.__doc__), ("change", "Docs."))
        first, second, third = self.sent("tool.call")
        self.assertEqual((first["tool_name"], first["params"], first["result"]), ("change", {"value": {"list": [1]}}, "changed"))
        self.assertGreaterEqual(first["duration_ms"], 0)
        self.assertEqual((second["tool_name"], second["params"], second["error"]), ("fails", {"value": 1}, "ValueError: no"))
        self.assertIn("TypeError", third["error"])

    def test_traces_of_tasks_that_run_at_once_stay_apart(self):
        @self.lightning.tool
        async def work(n):
            await asyncio.sleep(0.001)

        async def turn(n):
            with self.lightning.trace(f"s{n}"):
                await asyncio.gather(work(n), work(n))

        async def all_turns():
            await asyncio.gather(*(turn(n) for n in range(20)))

        asyncio.run(all_turns())
        calls = self.sent("tool.call")
        self.assertEqual(len(calls), 40)
        self.assertTrue(all(call["session_key"] == f"s{call['params']['n']}" for call in calls))
        self.assertIsNone(current_trace())

    def test_rating_that_comes_later_finds_its_trace(self):
        with self.lightning.trace("s") as trace:
            pass
        self.lightning.of_session("s").reward(user_rating=1, success=False, source="user")
        self.assertEqual(self.sent("reward")[-1]["trace_id"], trace.trace_id)
        self.assertIsNone(self.lightning.of_session("unknown"))

    def test_metadata_only_leaves_content_out(self):
        lightning = Lightning(self.bridge.url, enabled=True, guidance=False, capture="metadata")
        with lightning.trace("s", "secret") as trace:
            trace.tool("t", {"a": "secret"}, "secret", error="secret")
        self.assertTrue(lightning.close(20))
        self.assertNotIn("secret", str(self.bridge.events))
        self.assertEqual(self.bridge.of("tool.call")[0]["error"], "failed")

    def test_whatever_is_given_nothing_reaches_the_agent(self):
        class Odd:
            def __str__(self):
                raise RuntimeError("no")

        with self.lightning.trace(Odd(), Odd(), metadata={"odd": Odd()}) as trace:
            trace.tool(Odd(), Odd(), Odd(), duration_ms="long")
            trace.reward(value=Odd())
            trace.tokens("many")
            trace.tool("good")
        self.assertEqual([call["tool_name"] for call in self.sent("tool.call")], ["good"])

    def test_switched_off_does_nothing(self):
        with mock.patch.dict(os.environ, {"ENABLE_AGENT_LIGHTNING": ""}):
            lightning = Lightning(self.bridge.url)

        @lightning.tool
        def work():
            return 7

        with lightning.trace("s", "hello") as trace:
            self.assertEqual(work(), 7)
        trace.reward(success=True)
        self.assertTrue(lightning.flush())
        self.assertEqual(lightning.counts()["queued"], 0)
        self.assertEqual(self.bridge.requests, [])

    def test_environment_switches_it_on(self):
        with mock.patch.dict(os.environ, {"ENABLE_AGENT_LIGHTNING": "Yes", "LIGHTNING_BRIDGE_URL": self.bridge.url}):
            lightning = Lightning()
            lightning.trace("s")
            self.assertTrue(lightning.close(20))
        self.assertEqual(len(self.bridge.events), 1)

    def test_package_stays_small_and_needs_nothing(self):
        """At most 400 lines of code, without blank lines, comments and docstrings, and without the extras."""
        lines = 0
        for file in Path(openclaw_lightning.__file__).parent.glob("_*.py"):
            code, docstring = set(), True
            for token in tokenize.generate_tokens(io.StringIO(file.read_text(encoding="utf-8")).readline):
                if token.type in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
                    continue
                if token.type == tokenize.NEWLINE:
                    docstring = True
                elif not (docstring and token.type == tokenize.STRING):
                    code.update(range(token.start[0], token.end[0] + 1))
                    docstring = False
            lines += len(code)
            self.assertNotIn("import requests", file.read_text(encoding="utf-8"))
        self.assertGreater(lines, 100)
        self.assertLessEqual(lines, 400)
