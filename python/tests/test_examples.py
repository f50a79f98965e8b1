import os
import subprocess
import sys
import threading
import unittest
from pathlib import Path

from .fake_bridge import FakeBridge

EXAMPLES = Path(__file__).parents[2] / "examples" / "agents"


class ExamplesTest(unittest.TestCase):
    def test_plain_python_is_traced(self):
        sys.path.insert(0, str(EXAMPLES))
        self.addCleanup(sys.path.remove, str(EXAMPLES))
        import fake_model

        bridge, model = FakeBridge(), fake_model.serve()
        self.addCleanup(bridge.close)
        threading.Thread(target=model.serve_forever, daemon=True).start()
        self.addCleanup(model.server_close)
        self.addCleanup(model.shutdown)
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "ENABLE_AGENT_LIGHTNING": "true",
                       "LIGHTNING_BRIDGE_URL": bridge.url, "OPENAI_API_KEY": "none", "no_proxy": "127.0.0.1",
                       "OPENAI_BASE_URL": f"http://127.0.0.1:{model.server_port}/v1"}
        said = subprocess.run([sys.executable, EXAMPLES / "plain_python.py", "s"], env=environment, check=True, timeout=60,
                              capture_output=True, text=True).stdout
        self.assertEqual(said.strip(), fake_model.ANSWER)
        self.assertEqual([event["type"] for event in bridge.events],
                         ["session.start", "tool.call", "tool.call", "reward", "session.end"])
        first, second = bridge.of("tool.call")
        self.assertIn("FileNotFoundError", first["error"])
        self.assertEqual(second["result"], "1 failed: port 8080 is taken")
        self.assertEqual((bridge.of("reward")[0]["success"], bridge.of("reward")[0]["tokens_used"]), (True, 300))
