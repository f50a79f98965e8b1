import os
import socket
import subprocess
import sys
import threading
import time
import unittest

from openclaw_lightning import Lightning

from .fake_bridge import FakeBridge, until


class SenderTest(unittest.TestCase):
    def setUp(self):
        self.bridge = FakeBridge()
        self.addCleanup(lambda: self.bridge.close())

    def lightning(self, url=None, **options):
        made = Lightning(url or self.bridge.url, enabled=True, guidance=False, **options)
        self.addCleanup(made.close, 0)
        return made

    def test_key_and_name_are_sent(self):
        lightning = self.lightning(api_key="sesame")
        lightning.trace("s")
        lightning.flush(20)
        _, headers = self.bridge.requests[0]
        self.assertEqual(headers["X-API-Key"], "sesame")
        self.assertTrue(headers["User-Agent"].startswith("openclaw-lightning-python/"))

    def test_bridge_that_comes_back_gets_all_of_it_with_the_same_ids(self):
        port = self.bridge.port
        self.bridge.close()
        lightning = self.lightning()
        with self.assertLogs("openclaw_lightning", "WARNING") as logged:
            trace = lightning.trace("s", "hello")
            for i in range(20):
                trace.tool("t", {"i": i})
            self.assertFalse(lightning.flush(0.3))
            self.assertFalse(lightning.flush(0.3))
        self.assertEqual(len(logged.records), 1)
        self.assertEqual(lightning.counts()["queued"], 21)
        self.bridge = FakeBridge(port)
        self.assertTrue(lightning.flush(20))
        self.assertEqual([event["params"]["i"] for event in self.bridge.of("tool.call")], list(range(20)))
        self.assertEqual(lightning.counts(), {"queued": 0, "sent": 21, "reduced": 0, "dropped": 0, "rejected": 0})

    def test_answer_that_is_lost_is_asked_for_again(self):
        seen = []

        def answer(path, body):
            seen.append([event.get("call_id") for event in body["events"]])
            return (503, {}, {}) if len(seen) == 1 else None

        self.bridge.answer = answer
        lightning = self.lightning()
        lightning.trace("s").tool("t")
        self.assertTrue(lightning.flush(20))
        self.assertEqual(seen[0], seen[1])

    def test_garbage_is_no_answer(self):
        answers = [(200, b"<html>", {}), (200, b'{"rejected"', {}), (200, {"rejected": 7}, {}), (200, {}, {}), (500, b"", {})]
        self.bridge.answer = lambda path, body: answers.pop(0) if answers else None
        lightning = self.lightning()
        lightning.trace("s")
        self.assertTrue(until(lambda: lightning.flush(1), "all arrived", 30))
        self.assertEqual(lightning.counts()["sent"], 1)
        self.assertEqual(answers, [])

    def test_bridge_that_hangs_costs_the_agent_nothing(self):
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            lightning = self.lightning(f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=30)
            trace = lightning.trace("s", "hello")
            time.sleep(0.2)  # the sender waits for the answer now
            started = time.monotonic()
            for _ in range(1_000):
                trace.tool("t", {"a": 1})
            self.assertLess(time.monotonic() - started, 1)
            self.assertFalse(lightning.close(0.1))

    def test_bounds_drop_the_oldest_and_count_them(self):
        self.bridge.close()
        lightning = self.lightning(queue_events_max=10)
        trace = lightning.trace("s")
        for i in range(100):
            trace.tool("t", {"i": i})
        self.assertEqual(lightning.counts()["queued"], 10)
        self.assertEqual(lightning.counts()["dropped"], 91)
        small = self.lightning(queue_bytes_max=5_000)
        trace = small.trace("s")
        for _ in range(100):
            trace.tool("t", "x" * 500)
        self.assertLess(small.counts()["queued"], 10)

    def test_refused_field_is_left_out_and_the_event_sent_again(self):
        def answer(path, body):
            bad = [i for i, event in enumerate(body["events"]) if "params" in event or event.get("session_key") == "bad"]
            self.bridge.events += [event for i, event in enumerate(body["events"]) if i not in bad]
            fields = ["params" if "params" in body["events"][i] else "session_key" for i in bad]
            return 200, {"rejected": [{"index": i, "error": "no", "field": f + ".a[0]"} for i, f in zip(bad, fields)]}, {}

        self.bridge.answer = answer
        lightning = self.lightning()
        lightning.trace("good").tool("t", {"a": 1}, "kept")
        lightning.trace("bad")
        self.assertTrue(lightning.flush(20))
        self.assertEqual([event["result"] for event in self.bridge.of("tool.call")], ["kept"])
        self.assertEqual(lightning.counts(), {"queued": 0, "sent": 2, "reduced": 1, "dropped": 0, "rejected": 1})

    def test_batch_that_is_refused_is_halved_until_one_stands_alone(self):
        def answer(path, body):
            if any(event.get("tool_name") == "spoils" for event in body["events"]):
                return 400, {"error": "no", "field": "tool_name"}, {}

        self.bridge.answer = answer
        lightning = self.lightning()
        trace = lightning.trace("s")
        for i in range(30):
            trace.tool("spoils" if i == 17 else "t")
        self.assertTrue(lightning.flush(20))
        self.assertEqual(len(self.bridge.of("tool.call")), 29)
        self.assertEqual(lightning.counts()["rejected"], 1)

    def test_busy_bridge_is_left_alone_as_long_as_it_asks(self):
        times = []

        def answer(path, body):
            times.append(time.monotonic())
            return (429, {}, {"Retry-After": "1"}) if len(times) == 1 else None

        self.bridge.answer = answer
        lightning = self.lightning()
        lightning.trace("s")
        until(lambda: self.bridge.events, "the event")
        self.assertGreater(times[1] - times[0], 0.95)

    def test_many_threads_lose_nothing(self):
        lightning = self.lightning()

        def work(n):
            with lightning.trace(f"s{n}") as trace:
                for _ in range(50):
                    trace.tool("t")

        threads = [threading.Thread(target=work, args=(n,)) for n in range(20)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        self.assertTrue(lightning.flush(20))
        self.assertEqual(len(self.bridge.events), 20 * 53)
        self.assertEqual(len({event["call_id"] for event in self.bridge.of("tool.call")}), 1_000)

    def test_process_that_ends_by_itself_sends_the_rest(self):
        self.run_program("lightning.trace('s', 'bye')")
        self.assertEqual(self.bridge.of("session.start")[0]["message"], "bye")

    @unittest.skipUnless(hasattr(os, "fork"), "forks")
    def test_forked_child_sends_its_own_and_not_its_parents(self):
        self.run_program("lightning.trace('parent')\nif os.fork() == 0:\n    lightning.trace('child')\n    lightning.flush(20)\n    os._exit(0)\n"
                         "os.wait()")
        self.assertEqual(sorted(event["session_key"] for event in self.bridge.events), ["child", "parent"])

    def run_program(self, program):
        start = f"import os\nfrom openclaw_lightning import Lightning\nlightning = Lightning('{self.bridge.url}', enabled=True, guidance=False)\n"
        folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        subprocess.run([sys.executable, "-W", "error::UserWarning", "-c", start + program], check=True, timeout=60, cwd=folder)
