"""An agent without a framework: a loop around a model. It needs nothing but the package openclaw-lightning."""

import json
import os
import sys
import urllib.request

from openclaw_lightning import Lightning

lightning = Lightning(agent_id="plain-python")


@lightning.tool
def read_log(path):
    """Reads a log of the build."""
    with open(path, encoding="utf-8") as file:
        return file.read()


@lightning.tool
def run_tests():
    """Runs the tests."""
    return "1 failed: port 8080 is taken"


TOOLS = {"read_log": read_log, "run_tests": run_tests}
PARAMETERS = {"read_log": {"path": {"type": "string"}}, "run_tests": {}}


def ask_model(messages):
    tools = [{"type": "function", "function": {"name": name, "description": tool.__doc__, "parameters":
              {"type": "object", "properties": PARAMETERS[name]}}} for name, tool in TOOLS.items()]
    body = json.dumps({"model": "gpt-5", "messages": messages, "tools": tools}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}
    request = urllib.request.Request(f"{os.environ['OPENAI_BASE_URL']}/chat/completions", body, headers)
    with urllib.request.urlopen(request) as response:
        answer = json.load(response)
    return answer["choices"][0]["message"], answer["usage"]["total_tokens"]


def call(function):
    try:
        return TOOLS[function["name"]](**json.loads(function["arguments"]))
    except Exception as error:  # the model reads what went wrong, and tries something else
        return f"{type(error).__name__}: {error}"


def answer(question, session):
    with lightning.trace(session, question) as trace:
        system = "You find out why builds fail.\n" + trace.guidance.text
        messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
        while True:
            message, tokens = ask_model(messages)
            trace.tokens(tokens)
            messages.append(message)
            if not message.get("tool_calls"):
                return message["content"]
            for one in message["tool_calls"]:
                messages.append({"role": "tool", "tool_call_id": one["id"], "content": str(call(one["function"]))})


if __name__ == "__main__":
    print(answer("Why does the build fail?", sys.argv[1]))
