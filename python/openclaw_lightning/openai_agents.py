"""Records runs of the OpenAI Agents SDK: add_trace_processor(LightningProcessor(lightning)). Needs openai-agents."""

import datetime
import json

from agents.tracing import FunctionSpanData, GenerationSpanData, ResponseSpanData, TracingProcessor

from . import Trace, _quiet, current_trace


class LightningProcessor(TracingProcessor):
    """One trace a workflow, or the tool calls of the `with lightning.trace(…)` that is around it."""

    def __init__(self, lightning, **fields):
        self._lightning, self._fields = lightning, fields
        self._traces = {}

    @_quiet
    def on_trace_start(self, trace):
        around = current_trace()
        own = around or Trace(self._lightning, getattr(trace, "group_id", None))
        self._traces[trace.trace_id] = _Run(own, around is None)

    @_quiet
    def on_trace_end(self, trace):
        run = self._traces.pop(trace.trace_id, None)
        if run and run.own:
            self._begin(run, None)
            run.trace.finish(run.error)

    def on_span_start(self, span):
        pass

    @_quiet
    def on_span_end(self, span):
        run, data = self._traces.get(span.trace_id), span.span_data
        if run is None:
            return
        if isinstance(data, FunctionSpanData):
            self._begin(run, None)
            # What the model was told says more than the error, which the SDK redacts unless it is told otherwise.
            error = span.error and (data.output or (span.error.get("data") or {}).get("error") or span.error.get("message"))
            run.trace.tool(data.name, _parsed(data.input), None if error else data.output, error=error,
                           duration_ms=_duration(span), call_id=span.span_id)
        elif isinstance(data, (GenerationSpanData, ResponseSpanData)):
            self._begin(run, _message(data.input))
            usage = data.usage or getattr(getattr(data, "response", None), "usage", None)
            field = usage.get if isinstance(usage, dict) else lambda name: getattr(usage, name, 0)
            run.trace.tokens((field("input_tokens") or 0) + (field("output_tokens") or 0))
            run.error = _error(span)  # a run that goes on after an error of the model has none in the end
        else:
            run.error = _error(span) or run.error

    def shutdown(self):
        self._lightning.flush(1.0)

    def force_flush(self):
        self._lightning.flush()

    def _begin(self, run, message):
        """Once the message is known, which the start of a workflow does not say."""
        if run.own and not run.begun:
            run.begun = True
            run.trace.begin(message, **self._fields)


class _Run:
    def __init__(self, trace, own):
        self.trace, self.own, self.begun, self.error = trace, own, False, None


def _error(span):
    return RuntimeError(span.error.get("message")) if span.error else None


def _message(said):
    """What the user said last."""
    items = said if isinstance(said, list) else [{"role": "user", "content": said}]
    texts = [one.get("content") for one in items if isinstance(one, dict) and one.get("role") == "user"]
    return texts[-1] if texts else None


def _parsed(text):
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def _duration(span):
    try:
        began, ended = (datetime.datetime.fromisoformat(one.replace("Z", "+00:00")) for one in (span.started_at, span.ended_at))
        return (ended - began).total_seconds() * 1000
    except (AttributeError, ValueError):
        return None
