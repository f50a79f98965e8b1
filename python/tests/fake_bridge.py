"""A bridge that answers as a test wants it to."""

import http.server
import json
import threading
import time


def until(condition, what, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError(f"not in time: {what}")


class FakeBridge:
    """Stores the events of batches; `answer(path, body)` may give (status, JSON or bytes, headers) in place of that."""

    def __init__(self, port=0):
        self.events, self.requests, self.answer = [], [], lambda path, body: None
        bridge = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.reply(None)

            def do_POST(self):
                self.reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def reply(self, body):
                bridge.requests.append((self.path, dict(self.headers)))
                said = bridge.answer(self.path, body)
                if said is None and body is not None:
                    bridge.events += body["events"]
                status, content, headers = said or (200, {"success": True, "rejected": []}, {})
                raw = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(raw)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *args):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def of(self, kind):
        return [event for event in self.events if event["type"] == kind]
