"""LangChain on LangGraph. pip install langchain langchain-openai 'openclaw-lightning[langchain]'"""

import sys

from langchain.agents import create_agent
from langchain_core.tools import ToolException, tool
from langchain_openai import ChatOpenAI

from openclaw_lightning import Lightning
from openclaw_lightning.langchain import LightningCallback

lightning = Lightning(agent_id="langgraph")


@tool
def read_log(path: str) -> str:
    """Reads a log of the build."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise ToolException(str(error)) from error


@tool
def run_tests() -> str:
    """Runs the tests."""
    return "1 failed: port 8080 is taken"


read_log.handle_tool_error = True  # the model reads what went wrong, and tries something else


def answer(question, session):
    with lightning.trace(session, question) as trace:
        system = "You find out why builds fail.\n" + trace.guidance.text
        agent = create_agent(ChatOpenAI(model="gpt-5"), [read_log, run_tests], system_prompt=system)
        state = agent.invoke({"messages": [("user", question)]}, config={"callbacks": [LightningCallback(lightning)]})
    return state["messages"][-1].content


if __name__ == "__main__":
    print(answer("Why does the build fail?", sys.argv[1]))
