"""One small model behind the part of OpenAI's API that the bridge asks. It keeps to no schema, as small models do.

   helper-server.py MODEL.gguf PORT ANSWERS       each answer becomes a line of JSON in the file ANSWERS
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from gpt4all import GPT4All

path, port, answers = sys.argv[1], int(sys.argv[2]), sys.argv[3]
folder, name = path.rsplit("/", 1)
model = GPT4All(name, model_path=folder, allow_download=False, device="cpu", n_ctx=8192, n_threads=1)


class Completions(BaseHTTPRequestHandler):
    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        prompt = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in request["messages"])
        text = model.generate(prompt + "<|im_start|>assistant\n", max_tokens=300, temp=0)
        with open(answers, "a", encoding="utf-8") as out:
            out.write(json.dumps(text) + "\n")
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


HTTPServer(("127.0.0.1", port), Completions).serve_forever()
