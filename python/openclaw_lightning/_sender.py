"""The background queue: events wait in memory, travel in batches, and are sent again until the bridge has answered."""

import collections
import http.client
import json
import logging
import os
import random
import threading
import urllib.parse

LOG = logging.getLogger("openclaw_lightning")
OVERHEAD_BYTES = 100
ANSWER_BYTES_MAX = 1 << 20
BATCH_EVENTS_MAX = 500
BATCH_BYTES_MAX = 1 << 20
LINGER = 0.02
RETRY_MIN, RETRY_MAX, RETRY_AFTER_MAX = 0.25, 10.0, 60.0
JSON_FIELDS = ("params", "result", "metadata")
OPTIONAL = {*JSON_FIELDS, "message", "error", "arms", "timestamp", "duration_ms", "tokens_used", "expected_tokens",
            "latency_ms", "user_rating"}


class Sender:
    """Bounded in events and bytes; beyond that the oldest are dropped and counted. One thread does all the talking."""

    def __init__(self, url, headers, events_max, bytes_max, timeout):
        self._url = urllib.parse.urlsplit(url)
        self._headers = {"Connection": "close", "Content-Type": "application/json", **headers}
        self._events_max, self._bytes_max, self._timeout = events_max, bytes_max, timeout
        self._begin()

    def _begin(self):
        self.counts = dict.fromkeys(("sent", "reduced", "dropped", "rejected"), 0)
        self._pid, self._thread, self._closed, self._warned = os.getpid(), None, False, False
        self._waiting, self._sending, self._jobs = collections.deque(), [], []
        self._bytes, self._failures, self._batch_events = 0, 0, BATCH_EVENTS_MAX
        self._changed, self._hurry = threading.Condition(), threading.Event()

    def push(self, text):
        with self._here():
            self._add(text)

    def later(self, job):
        """Runs job(get) on the sender's thread; get(path, headers) answers (status, headers, JSON)."""
        with self._here():
            self._jobs.append(job)
            self._changed.notify_all()

    def flush(self, timeout):
        """Sends what waits now; true when all of it has arrived in time."""
        if not self.queued():
            return True
        with self._here():
            self._hurry.set()
            return self._changed.wait_for(lambda: not self.queued(), timeout)

    def close(self, timeout):
        arrived = self.flush(timeout)
        with self._changed:
            self._closed = True
            self._hurry.set()
            self._changed.notify_all()
        return arrived

    def end(self):
        """A process that ends by itself gets a second to send the rest, if the bridge is there."""
        if not self._failures and self._pid == os.getpid():
            self.flush(1.0)

    def queued(self):
        return len(self._waiting) + len(self._sending)

    def _here(self):
        """The lock, with a running thread. A forked child has none, and its parent sends what waited."""
        if self._pid != os.getpid():
            self._begin()
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="openclaw-lightning", daemon=True)
                self._thread.start()
        return self._changed

    def _add(self, text):
        self._waiting.append(text)
        self._bytes += len(text) + OVERHEAD_BYTES
        while self._waiting and (self.queued() > self._events_max or self._bytes > self._bytes_max):
            self._bytes -= len(self._waiting.popleft()) + OVERHEAD_BYTES
            self.counts["dropped"] += 1
        self._changed.notify_all()

    def _run(self):
        delay = LINGER
        while not self._closed:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._jobs or self._closed)
            self._hurry.wait(delay)
            self._hurry.clear()
            try:
                while self._jobs and not self._closed:
                    self._jobs.pop(0)(lambda path, headers: self._request("GET", path, headers=headers))
                delay = LINGER if self._closed else self._deliver()
            except Exception as error:
                delay = self._wait(f"{type(error).__name__}: {error}")

    def _deliver(self):
        batch, done, again = self._take(), 0, []
        if not batch:
            return LINGER
        try:
            status, headers, answer = self._request("POST", "/v1/events", '{"events":[' + ",".join(batch) + "]}")
            if status == 200 and isinstance(answer, dict) and "rejected" in answer:
                again = [self._reduced(batch[one["index"]], one.get("field")) for one in answer["rejected"]]
                self.counts["sent"] += len(batch) - len(again)
                self._failures, self._batch_events, done = 0, min(self._batch_events * 2, BATCH_EVENTS_MAX), len(batch)
            elif status in (400, 413) and isinstance(answer, dict):
                self._batch_events = max(1, len(batch) // 2)  # one event spoils the batch: halve until it stands alone
                if len(batch) == 1:
                    again, done = [self._reduced(batch[0], answer.get("field"))], 1
            else:
                after = headers.get("Retry-After", "")
                asked = min(float(after), RETRY_AFTER_MAX) if after.isdigit() else 0.0
                return max(self._wait(f"status {status}"), asked)
        finally:
            self._settle(done, filter(None, again))
        return LINGER

    def _take(self):
        with self._changed:
            size = 0
            while self._waiting and len(self._sending) < self._batch_events:
                size += len(self._waiting[0])
                if self._sending and size > BATCH_BYTES_MAX:
                    break
                self._sending.append(self._waiting.popleft())
            return list(self._sending)

    def _settle(self, done, again):
        with self._changed:
            self._bytes -= sum(len(text) + OVERHEAD_BYTES for text in self._sending[:done])
            self._waiting.extendleft(reversed(self._sending[done:]))
            self._sending = []
            for text in again:
                self._add(text)
            self._changed.notify_all()

    def _reduced(self, text, field):
        """The event without the field that the bridge refused; None when it can't do without, and then it is given up."""
        event = json.loads(text)
        root = str(field).split(".")[0].split("[")[0]
        roots = JSON_FIELDS if field is None else (root,) if root in OPTIONAL else ()
        present = [name for name in roots if event.pop(name, None) is not None]
        self.counts["reduced" if present else "rejected"] += 1
        return json.dumps(event, ensure_ascii=False) if present else None

    def _wait(self, reason):
        """How long, in seconds, before the next try; the owner is told once."""
        LOG.log(logging.DEBUG if self._warned else logging.WARNING,
                "the bridge at %s can't be used (%s); events wait for it", self._url.geturl(), reason)
        self._warned, self._failures = True, self._failures + 1
        return min(RETRY_MAX, RETRY_MIN * 2 ** min(self._failures - 1, 20)) * random.uniform(0.5, 1)

    def _request(self, method, path, body=None, headers=()):
        """(status, headers, JSON or None), without the proxies of the environment: the bridge is on this machine."""
        kind = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._url.hostname, self._url.port, timeout=self._timeout)
        try:
            data = body and body.encode("utf-8", "replace")
            connection.request(method, self._url.path.rstrip("/") + path, data, {**self._headers, **dict(headers)})
            response = connection.getresponse()
            raw = response.read(ANSWER_BYTES_MAX)
            return response.status, response.headers, json.loads(raw) if raw[:1] in (b"{", b"[") else None
        except ValueError:
            return 0, {}, None  # no answer of a bridge
        finally:
            connection.close()
