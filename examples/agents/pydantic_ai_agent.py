"""Pydantic AI. pip install 'pydantic-ai-slim[openai]' openclaw-lightning"""

import sys

from pydantic_ai import Agent, ModelRetry
from pydantic_ai.models.openai import OpenAIChatModel

from openclaw_lightning import Lightning

lightning = Lightning(agent_id="pydantic-ai")
agent = Agent(OpenAIChatModel("gpt-5"), instructions="You find out why builds fail.", retries=2)


@agent.tool_plain
@lightning.tool
def read_log(path: str) -> str:
    """Reads a log of the build."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise ModelRetry(str(error)) from error  # the model reads what went wrong, and tries something else


@agent.tool_plain
@lightning.tool
def run_tests() -> str:
    """Runs the tests."""
    return "1 failed: port 8080 is taken"


def answer(question, session):
    with lightning.trace(session, question) as trace:
        result = agent.run_sync(question, instructions=trace.guidance.text or None)
        trace.tokens(result.usage.total_tokens)
    return result.output


if __name__ == "__main__":
    print(answer("Why does the build fail?", sys.argv[1]))
