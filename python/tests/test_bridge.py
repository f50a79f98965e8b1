"""Against the packaged bridge, if LIGHTNING_BIN names one."""

import json
import os
import signal
import subprocess
import tempfile
import unittest
import urllib.request
from pathlib import Path

from openclaw_lightning import Lightning, arm_of

from .fake_bridge import until

BIN = os.environ.get("LIGHTNING_BIN")


@unittest.skipUnless(BIN, "LIGHTNING_BIN (the path of bin/lightning) is not set")
class BridgeTest(unittest.TestCase):
    def setUp(self):
        home = tempfile.TemporaryDirectory()
        self.addCleanup(home.cleanup)
        self.home, self.port = Path(home.name), 0
        self.start()
        self.addCleanup(self.stop)
        self.lightning = Lightning(self.url, enabled=True, agent_id="python", guidance_refresh=0)
        self.addCleanup(self.lightning.close)

    def start(self):
        (self.home / "bridge.port").unlink(missing_ok=True)
        environment = {**os.environ, "LIGHTNING_HOME": str(self.home), "LIGHTNING_BRIDGE_PORT": str(self.port)}
        self.process = subprocess.Popen([BIN, "run"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port = int(until(lambda: self.written("bridge.port"), "the bridge runs", 60))
        self.url = f"http://127.0.0.1:{self.port}"

    def written(self, name):
        file = self.home / name
        return file.read_text().strip() if file.exists() else ""

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(60)

    def get(self, path):
        with urllib.request.urlopen(self.url + path) as answer:
            return json.load(answer)

    def post(self, path, body):
        headers = {"Content-Type": "application/json", "X-API-Key": self.written("decision.key")}
        with urllib.request.urlopen(urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)) as answer:
            return json.load(answer)

    def test_trace_is_read_back_as_it_was(self):
        @self.lightning.tool
        def read(path):
            return {"text": "ä🙂\ud800"}

        with self.lightning.trace("s", "hello", model="m", task_key="t", metadata={"user": "u"}) as trace:
            read("a")
            trace.tool("run", {"n": float("nan")}, error=OSError("not found"))
            trace.reward(success=True, tokens_used=100, user_rating=4)
        self.assertTrue(self.lightning.flush(20))
        self.assertEqual(self.lightning.counts()["rejected"] + self.lightning.counts()["reduced"], 0)
        stored = self.get(f"/traces/{trace.trace_id}")
        self.assertEqual((stored["session_key"], stored["message"], stored["agent_id"], stored["model"], stored["task_key"],
                          stored["status"], stored["success"], stored["tokens_used"], stored["metadata"]),
                         ("s", "hello", "python", "m", "t", "ended", True, 100, {"user": "u"}))
        first, second = stored["tool_calls"]
        self.assertEqual((first["tool_name"], first["params"], first["result"]["text"][:2]), ("read", {"path": "a"}, "ä🙂"))
        self.assertEqual((second["params"], second["error"]), ({"n": "nan"}, "OSError: not found"))
        self.assertEqual([reward["source"] for reward in stored["rewards"]], ["client", "ended"])

    def test_bridge_that_is_killed_gets_each_event_once(self):
        trace = self.lightning.trace("s", "hello")
        for i in range(50):
            trace.tool("t", {"i": i})
        self.assertTrue(self.lightning.flush(20))
        self.stop(signal.SIGKILL)
        for i in range(50, 100):
            trace.tool("t", {"i": i})
        self.assertFalse(self.lightning.flush(0.5))
        self.start()
        self.assertTrue(until(lambda: self.lightning.flush(1), "all arrived", 60))
        stored = self.get(f"/traces/{trace.trace_id}")
        self.assertEqual([call["params"]["i"] for call in stored["tool_calls"]], list(range(100)))

    def test_arms_of_a_trial_are_those_that_the_bridge_draws(self):
        for i in range(60):
            good = i % 2 == 0
            trace = self.lightning.trace(f"s{i}", f"Read note {i}.")
            trace.tool("read", {"path": f"missing-{i}"}, error="not found")
            trace.tool("exec" if good else "read", {}, "ok")
            trace.tool("read", {"path": "note"}, "ok")
            trace.finish(success=good)
        self.assertTrue(self.lightning.flush(20))

        def proposed():
            self.post("/optimize/run", {})
            return [one["id"] for one in self.get("/optimize/suggestions?status=proposed")["suggestions"]]

        suggestion = until(proposed, "a suggestion", 60)[0]
        self.post(f"/optimize/suggestions/{suggestion}/accept", {"mode": "experiment"})
        experiment = until(lambda: self.get("/guidance?agent_id=python")["experiments"], "the trial", 60)[0]
        until(lambda: self.lightning.trace("warm").guidance.arms, "the rules")
        traces = [self.lightning.trace(f"told-{i}") for i in range(40)]
        self.assertTrue(self.lightning.flush(20))
        self.assertEqual(self.lightning.counts()["reduced"], 0)  # the bridge refuses an arm that it did not draw
        drawn = set()
        for trace in traces:
            arm = self.get(f"/traces/{trace.trace_id}")["arms"][0]
            self.assertEqual(arm["arm"], arm_of(experiment, trace.trace_id, trace.session_key))
            self.assertEqual(arm["arm"] == "treatment", experiment["rules"][0]["text"] in trace.guidance.text)
            drawn.add(arm["arm"])
        self.assertEqual(drawn, {"control", "treatment"})
