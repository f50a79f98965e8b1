"""Records runs of LangChain and LangGraph: config={"callbacks": [LightningCallback(lightning)]}. Needs langchain-core."""

import time

from langchain_core.callbacks import BaseCallbackHandler

from . import _quiet, current_trace


class LightningCallback(BaseCallbackHandler):
    """One trace a run, or the tool calls of the `with lightning.trace(…)` that is around it."""

    run_inline = True  # in the order in which things happen

    def __init__(self, lightning, **fields):
        self._lightning, self._fields = lightning, fields
        self._root, self._traces, self._tools = {}, {}, {}

    @_quiet
    def on_chain_start(self, serialized, inputs, *, run_id, parent_run_id=None, metadata=None, **kwargs):
        if parent_run_id is not None:
            self._root[run_id] = self._root.get(parent_run_id, parent_run_id)
        elif current_trace() is not None:
            self._traces[run_id] = (current_trace(), False)
        else:
            session = (metadata or {}).get("thread_id") or (metadata or {}).get("session_id")
            self._traces[run_id] = (self._lightning.trace(session, _message(inputs), **self._fields), True)

    @_quiet
    def on_chain_end(self, outputs, *, run_id, **kwargs):
        self._finish(run_id, None)

    @_quiet
    def on_chain_error(self, error, *, run_id, **kwargs):
        self._finish(run_id, error)

    @_quiet
    def on_tool_start(self, serialized, input_str, *, run_id, parent_run_id=None, inputs=None, **kwargs):
        self._root[run_id] = self._root.get(parent_run_id, parent_run_id)
        self._tools[run_id] = ((serialized or {}).get("name"), input_str if inputs is None else inputs, time.monotonic())

    @_quiet
    def on_tool_end(self, output, *, run_id, **kwargs):
        failed = getattr(output, "status", None) == "error"
        content = getattr(output, "content", output)
        self._tool(run_id, None if failed else content, content if failed else None)

    @_quiet
    def on_tool_error(self, error, *, run_id, **kwargs):
        self._tool(run_id, None, error)

    @_quiet
    def on_llm_end(self, response, *, run_id, parent_run_id=None, **kwargs):
        trace, _ = self._traces.get(self._root.get(parent_run_id, parent_run_id), (None, False))
        for generation in (one for some in response.generations for one in some) if trace else ():
            usage = getattr(getattr(generation, "message", None), "usage_metadata", None)
            trace.tokens((usage or {}).get("total_tokens"))

    def _tool(self, run_id, result, error):
        name, params, started = self._tools.pop(run_id, (None, None, time.monotonic()))
        trace, _ = self._traces.get(self._root.pop(run_id, None), (None, False))
        if trace is not None:
            trace.tool(name, params, result, error=error, duration_ms=(time.monotonic() - started) * 1000, call_id=str(run_id))

    def _finish(self, run_id, error):
        self._root.pop(run_id, None)
        trace, own = self._traces.pop(run_id, (None, False))
        if own:
            trace.finish(error)


def _message(inputs):
    """What the user said last."""
    messages = inputs.get("messages", inputs) if isinstance(inputs, dict) else inputs
    last = messages[-1] if isinstance(messages, list) and messages else messages
    last = last[1] if isinstance(last, tuple) and len(last) == 2 else last
    return last.get("content", last) if isinstance(last, dict) else getattr(last, "content", last)
