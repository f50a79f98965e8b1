"""The bridge's rules, answered from memory, with the arm of each trace drawn here by the bridge's own formula."""

import hashlib
import hmac
import threading
import time
import urllib.parse

RULES_MAX = 24
RULE_CHARS_MAX = 1_000
AGENTS_MAX = 64


class Guidance:
    """What one trace is told: text for the prompt (empty without rules), the rules, and its arms."""

    def __init__(self, rules=(), arms=()):
        self.rules, self.arms = list(rules)[:RULES_MAX], list(arms)
        self.text = "\n- ".join(["Learned from earlier sessions:", *(rule["text"] for rule in self.rules)]) if self.rules else ""


class AgentGuidance:
    """The rules of one agent. A stale copy is refreshed in the background, so the first trace gets none."""

    def __init__(self, agent_id, sender, refresh_after):
        self._path = "/guidance" + (f"?{urllib.parse.urlencode({'agent_id': agent_id})}" if agent_id else "")
        self._sender, self._refresh_after = sender, refresh_after
        self._etag, self._stale_at = None, 0
        self._rules, self._experiments = [], []
        self.arrived = threading.Event()

    def for_trace(self, trace_id, session_key):
        arms, more, replaced = [], [], set()
        for one in self._experiments:
            arms.append({"experiment": one["id"], "arm": arm_of(one, trace_id, session_key)})
            if arms[-1]["arm"] == "treatment":
                more += one["rules"]
                replaced.update(one.get("replaces") or ())
        return Guidance([rule for rule in self._rules if rule.get("id") not in replaced] + more, arms)

    def fresh(self):
        if time.monotonic() >= self._stale_at:
            self._stale_at = time.monotonic() + self._refresh_after
            self._sender.later(self._refresh)
        return self

    def _refresh(self, get):
        status, headers, answer = get(self._path, {"If-None-Match": self._etag} if self._etag else {})
        if status == 200 and _is_guidance(answer):
            self._rules, self._experiments, self._etag = answer["rules"], answer["experiments"], headers.get("ETag")
            self.arrived.set()


def arm_of(experiment, trace_id, session_key):
    """u, the first 53 bits of HMAC-SHA256(key, unit) as a fraction, is below the probability: treatment."""
    unit = session_key if experiment.get("unit") == "session" else trace_id
    digest = hmac.new(experiment["key"].encode(), unit.encode(), hashlib.sha256).digest()
    u = (int.from_bytes(digest[:8], "big") >> 11) / 2**53
    return "treatment" if u < experiment["probability"] else "control"


def _is_guidance(answer):
    """So that garbage never reaches a prompt."""
    try:
        trials = answer["experiments"]
        rules = answer["rules"] + [rule for one in trials for rule in one["rules"]]
        return all(isinstance(rule["text"], str) and len(rule["text"]) <= RULE_CHARS_MAX for rule in rules) and all(
            isinstance(one["id"], str) and one["key"].encode() and 0 <= one["probability"] <= 1
            and set(one.get("replaces") or ()) is not None for one in trials)
    except (AttributeError, KeyError, TypeError):
        return False
