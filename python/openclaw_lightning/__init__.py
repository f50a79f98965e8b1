"""Sends what an agent does to the OpenClaw Lightning bridge, and tells the agent its rules. See docs/python.md."""

import asyncio
import atexit
import contextlib
import contextvars
import functools
import inspect
import itertools
import os
import secrets
import time

from ._guidance import AGENTS_MAX, AgentGuidance, Guidance, arm_of
from ._json import encode, plain, text_of
from ._sender import LOG, Sender

__all__ = ["Guidance", "Lightning", "Trace", "arm_of", "current_trace"]
__version__ = "0.1.0"

SESSIONS_MAX = 10_000
NAME_CHARS_MAX = 256

_current = contextvars.ContextVar("openclaw_lightning_trace", default=None)
_process_part, _count = secrets.token_hex(6), itertools.count(1)


current_trace = _current.get  # the trace of the `with` block that runs, or None


def _quiet(method):
    """Whatever goes wrong here must not reach the agent."""

    @functools.wraps(method)
    def quiet(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except Exception:
            LOG.debug("%s failed", method.__name__, exc_info=True)
            return None

    return quiet


class Lightning:
    """Traces of agents in this process. Does nothing unless `enabled`, or ENABLE_AGENT_LIGHTNING says yes."""

    def __init__(self, url=None, *, enabled=None, api_key=None, agent_id=None, model=None, capture="full", guidance=True,
                 guidance_refresh=60.0, queue_events_max=50_000, queue_bytes_max=16 << 20, timeout=5.0):
        environment = os.environ.get
        says_yes = environment("ENABLE_AGENT_LIGHTNING", "").strip().lower() in ("true", "1", "yes", "on")
        self.enabled = says_yes if enabled is None else bool(enabled)
        self._agent_id, self._model, self._content = agent_id, model, capture == "full"
        self._guided = self.enabled and guidance and environment("LIGHTNING_OPTIMIZATION_MODE") != "off"
        self._sessions, self._guidance, self._guidance_refresh = {}, {}, guidance_refresh
        key = api_key or environment("LIGHTNING_BRIDGE_API_KEY")
        headers = {"User-Agent": f"openclaw-lightning-python/{__version__}", **({"X-API-Key": key} if key else {})}
        self._sender = Sender(url or environment("LIGHTNING_BRIDGE_URL") or "http://127.0.0.1:8765", headers,
                              queue_events_max, queue_bytes_max, timeout)
        atexit.register(self._sender.end)

    def trace(self, session_key=None, message=None, **fields):
        """Begins a trace: one message of a user, and what the agent does about it. Use it in a `with`, or finish() it.

        Fields: agent_id, model, task_key, prompt_version, origin, parent_trace_id, metadata.
        """
        trace = Trace(self, session_key)
        trace.begin(message, **fields)
        return trace

    def of_session(self, session_key):
        """The latest trace of a session, for a rating that comes later; None if it is not known."""
        return self._sessions.get(session_key)

    def tool(self, function=None, *, name=None):
        """Decorates a tool, async or not: its calls are recorded in the trace of the `with` block that runs."""
        if function is None:
            return functools.partial(self.tool, name=name)
        named = name or function.__name__
        if inspect.iscoroutinefunction(function):
            @functools.wraps(function)
            async def traced(*args, **kwargs):
                with _recorded(named, function, args, kwargs) as call:
                    call["result"] = await function(*args, **kwargs)
                return call["result"]
        else:
            @functools.wraps(function)
            def traced(*args, **kwargs):
                with _recorded(named, function, args, kwargs) as call:
                    call["result"] = function(*args, **kwargs)
                return call["result"]
        return traced

    def guidance_ready(self, agent_id=None, timeout=1.0):
        """Waits for the rules of an agent, in a process that makes one trace; false if they don't come in time."""
        guidance = self._guided and self._guidance_of(_name(agent_id or self._agent_id))
        return bool(guidance) and guidance.arrived.wait(timeout)

    def flush(self, timeout=5.0):
        """Waits until all events have arrived; false if they don't in time."""
        return self._sender.flush(timeout)

    def close(self, timeout=2.0):
        self.enabled = self._guided = False
        return self._sender.close(timeout)

    def counts(self):
        """What became of the events: queued, sent, dropped at the bounds, sent without a refused field, refused."""
        return {"queued": self._sender.queued(), **self._sender.counts}

    def _guidance_of(self, agent_id):
        new = AgentGuidance(agent_id, self._sender, self._guidance_refresh)
        return _latest(self._guidance, agent_id, self._guidance.get(agent_id, new), AGENTS_MAX).fresh()


class Trace:
    """One trace. None of its methods waits or raises."""

    def __init__(self, lightning, session_key=None):
        self._lightning = lightning
        self.trace_id = secrets.token_hex(16)
        self.session_key = _name(session_key) or f"anon-{self.trace_id}"
        self.guidance = Guidance()
        self._started, self._tokens = time.monotonic(), 0
        self._open, self._last_failed, self._token = True, False, None

    @_quiet
    def begin(self, message=None, *, agent_id=None, model=None, task_key=None, prompt_version=None, origin=None,
              parent_trace_id=None, metadata=None):
        owner = self._lightning
        agent_id = _name(agent_id or owner._agent_id)
        _latest(owner._sessions, self.session_key, self, SESSIONS_MAX)
        if owner._guided and origin in (None, "user"):
            self.guidance = owner._guidance_of(agent_id).for_trace(self.trace_id, self.session_key)
        arms = [{**arm, "applied": True} for arm in self.guidance.arms]
        self._send("session.start", message=text_of(message) if owner._content and message is not None else None,
                   agent_id=agent_id, model=_name(model or owner._model), task_key=_name(task_key),
                   prompt_version=_name(prompt_version), origin=origin, parent_trace_id=parent_trace_id,
                   metadata=metadata and plain(metadata), arms=arms or None)

    @_quiet
    def tool(self, name, params=None, result=None, *, error=None, duration_ms=None, call_id=None, exit_code=None):
        """Records a call of a tool; an exception as its result is its error."""
        if error is None and isinstance(result, BaseException):
            error, result = result, None
        self._last_failed = error is not None or bool(exit_code)
        content = self._lightning._content
        known = {key: encode(value) for key, value in (("params", params), ("result", result)) if value is not None}
        self._send("tool.call", known if content else {}, tool_name=_name(name) or "unknown", exit_code=exit_code,
                   call_id=_name(call_id) or _id(), duration_ms=None if duration_ms is None else max(0, round(duration_ms)),
                   error=None if error is None else (text_of(error) if content else "") or "failed")

    @_quiet
    def reward(self, *, source=None, reward_id=None, metadata=None, **said):
        """Says how it went: success, failure, value, tokens_used, expected_tokens, latency_ms, user_rating.

        docs/outcomes.md tells how much each source counts.
        """
        if any(one is not None for one in said.values()):
            self._send("reward", source=source, reward_id=_name(reward_id) or _id(),
                       metadata=metadata and plain(metadata), **said)

    @_quiet
    def tokens(self, count):
        """Adds to the tokens that finish() reports."""
        self._tokens += count or 0

    @_quiet
    def finish(self, error=None, success=None):
        """Ends the trace. The bridge hears that it ended well, unless there was an error or the last tool call failed."""
        if self._open:
            self._open = False
            stopped = isinstance(error, (KeyboardInterrupt, GeneratorExit, asyncio.CancelledError))
            failure = "aborted" if stopped else "run_error" if error else "tool_error" if self._last_failed else None
            self.reward(success=failure is None, failure=failure, source="ended", reward_id="ended",
                        tokens_used=self._tokens or None, latency_ms=round((time.monotonic() - self._started) * 1000))
            self._send("session.end", success=success)

    def __enter__(self):
        self._token = _current.set(self)
        return self

    def __exit__(self, kind, error, traceback):
        _current.reset(self._token)
        self.finish(error)

    def _send(self, kind, raw=(), **fields):
        if self._lightning.enabled:
            known = {key: value for key, value in fields.items() if value is not None}
            head = encode({"type": kind, "trace_id": self.trace_id, "session_key": self.session_key,
                           "timestamp": round(time.time() * 1000), **known})
            more = "".join(f',"{key}":{text}' for key, text in dict(raw).items())
            self._lightning._sender.push(head[:-1] + more + "}")


@contextlib.contextmanager
def _recorded(name, function, args, kwargs):
    """Records one call of a decorated tool. Its params are written down before the tool can change them."""
    trace, call, started, failed = current_trace(), {}, time.monotonic(), None
    params = _params(function, args, kwargs) if trace and trace._lightning.enabled else None
    try:
        yield call
    except BaseException as error:
        failed = error
        raise
    finally:
        if trace:
            trace.tool(name, params, call.get("result"), error=failed, duration_ms=(time.monotonic() - started) * 1000)


@_quiet
def _params(function, args, kwargs):
    return plain(dict(inspect.signature(function).bind(*args, **kwargs).arguments))


def _latest(known, key, value, most):
    """Keeps it as the latest, and no more than the most."""
    known.pop(key, None)
    known[key] = value
    while len(known) > most:
        known.pop(next(iter(known)), None)
    return value


def _name(value):
    return None if value is None or value == "" else str(plain(value))[:NAME_CHARS_MAX]


def _id():
    """Unique within any trace; it makes the write safe to repeat."""
    return f"{_process_part}-{next(_count)}"
