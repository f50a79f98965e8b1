import unittest

from openclaw_lightning import Lightning, arm_of

from .fake_bridge import FakeBridge, until

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
# The numbers of the bridge's own test (GuidanceTest.java).
DRAWN = [("experiment-key-1", TRACE, 0.9218901541719229),
         ("experiment-key-1", "0af7651916cd43dd8448eb211c80319c", 0.4457060083477198),
         ("schlüssel", TRACE, 0.21605843823728266)]
GUIDANCE = {"version": "1", "rules": [{"id": "r1", "text": "Be brief."}, {"id": "r2", "text": "Be kind."}],
            "experiments": [{"id": "e", "key": "k", "unit": "trace", "probability": 1.0,
                             "rules": [{"id": "r3", "text": "Be bold."}], "replaces": ["r2"]}]}


class GuidanceTest(unittest.TestCase):
    def setUp(self):
        self.bridge = FakeBridge()
        self.addCleanup(self.bridge.close)
        self.told = GUIDANCE
        self.bridge.answer = lambda path, body: (200, self.told, {"ETag": '"1"'}) if path.startswith("/guidance") else None
        self.lightning = Lightning(self.bridge.url, enabled=True, agent_id="travel", guidance_refresh=0)
        self.addCleanup(self.lightning.close)

    def test_arms_are_those_of_the_bridge(self):
        for key, unit, u in DRAWN:
            for scope in ("trace", "session"):
                ids = (unit, "s") if scope == "trace" else ("t", unit)
                self.assertEqual(arm_of({"key": key, "unit": scope, "probability": u + 1e-12}, *ids), "treatment")
                self.assertEqual(arm_of({"key": key, "unit": scope, "probability": u - 1e-12}, *ids), "control")

    def test_first_trace_waits_for_nothing_and_the_next_is_told(self):
        self.assertEqual(self.lightning.trace("s", "one").guidance.text, "")
        self.assertTrue(self.lightning.guidance_ready(timeout=20))
        trace = self.lightning.trace("s", "two")
        self.assertEqual(trace.guidance.text, "Learned from earlier sessions:\n- Be brief.\n- Be bold.")
        self.lightning.flush(20)
        start = self.bridge.of("session.start")[-1]
        self.assertEqual(start["arms"], [{"experiment": "e", "arm": "treatment", "applied": True}])
        self.assertIn("/guidance?agent_id=travel", [path for path, _ in self.bridge.requests])

    def test_control_is_told_the_rules_for_all(self):
        self.told = {**GUIDANCE, "experiments": [{**GUIDANCE["experiments"][0], "probability": 0.0}]}
        self.lightning.guidance_ready(timeout=20)
        trace = self.lightning.trace("s")
        self.assertEqual([rule["id"] for rule in trace.guidance.rules], ["r1", "r2"])
        self.assertEqual(trace.guidance.arms, [{"experiment": "e", "arm": "control"}])

    def test_refresh_names_the_copy_it_has(self):
        self.lightning.guidance_ready(timeout=20)
        self.told = {}
        self.lightning.trace("s")
        until(lambda: any(headers.get("If-None-Match") == '"1"' for _, headers in self.bridge.requests), "a refresh")
        self.assertIn("Be brief.", self.lightning.trace("s").guidance.text)

    def test_garbage_never_reaches_a_prompt(self):
        for garbage in ([], {"rules": 1}, {"rules": [{"text": 7}], "experiments": []},
                        {"rules": [{"text": "x" * 2_000}], "experiments": []},
                        {"rules": [], "experiments": [{"id": "e", "key": "k", "probability": 2, "rules": []}]},
                        {"rules": [], "experiments": [{"id": "e", "key": "k", "probability": 0.5, "rules": [], "replaces": 7}]}):
            self.told = garbage
            lightning = Lightning(self.bridge.url, enabled=True)
            self.assertFalse(lightning.guidance_ready(timeout=0.2), garbage)
            self.assertEqual(lightning.trace("s").guidance.text, "")
            self.assertTrue(lightning.close(20))

    def test_runs_that_no_user_asked_for_are_told_nothing(self):
        self.lightning.guidance_ready(timeout=20)
        self.assertEqual(self.lightning.trace("s", origin="subagent").guidance.arms, [])

    def test_guidance_switched_off_asks_for_none(self):
        lightning = Lightning(self.bridge.url, enabled=True, guidance=False)
        lightning.trace("s")
        self.assertTrue(lightning.close(20))
        self.assertFalse(lightning.guidance_ready())
        self.assertEqual([path for path, _ in self.bridge.requests], ["/v1/events"])
