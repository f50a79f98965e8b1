"""A model on loopback that speaks the chat completions of OpenAI, for the examples: it looks into the log, runs the tests,
and answers. It needs no key and costs nothing. `python3 fake_model.py` prints its address."""

import http.server
import json

ANSWER = "The port is taken."


def next_message(messages):
    """The log first; the tests when that went wrong; then the answer."""
    results = sum(message["role"] == "tool" for message in messages)
    if results == 2:
        return {"role": "assistant", "content": ANSWER}
    name, arguments = (("read_log", {"path": "build.log"}), ("run_tests", {}))[results]
    call = {"id": f"call_{results}", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
    return {"role": "assistant", "content": None, "tool_calls": [call]}


class Model(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        message = next_message(asked["messages"])
        reason = "stop" if message["content"] else "tool_calls"
        answer = json.dumps({
            "id": "fake", "object": "chat.completion", "created": 0, "model": asked["model"],
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100},
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


def serve():
    """A server on a free port, which somebody has to run."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)


if __name__ == "__main__":
    server = serve()
    print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
    server.serve_forever()
