"""The OpenAI Agents SDK. pip install 'openclaw-lightning[openai-agents]'"""

import sys

from agents import Agent, RunConfig, Runner, function_tool, set_default_openai_api, set_trace_processors

from openclaw_lightning import Lightning
from openclaw_lightning.openai_agents import LightningProcessor

lightning = Lightning(agent_id="openai-agents")
set_trace_processors([LightningProcessor(lightning)])  # add_trace_processor would go on sending traces to OpenAI, too
set_default_openai_api("chat_completions")


def told(context, error):
    return f"{type(error).__name__}: {error}"  # the model reads what went wrong, and tries something else


@function_tool(failure_error_function=told)
def read_log(path: str) -> str:
    """Reads a log of the build."""
    with open(path, encoding="utf-8") as file:
        return file.read()


@function_tool
def run_tests() -> str:
    """Runs the tests."""
    return "1 failed: port 8080 is taken"


def answer(question, session):
    agent = Agent(name="builds", instructions="You find out why builds fail.", model="gpt-5", tools=[read_log, run_tests])
    return Runner.run_sync(agent, question, run_config=RunConfig(group_id=session)).final_output


if __name__ == "__main__":
    print(answer("Why does the build fail?", sys.argv[1]))
