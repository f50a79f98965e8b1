"""JSON of whatever an agent has: what JSON cannot hold is replaced, and nothing raises."""

import json
import math

DEPTH_MAX = 60  # the bridge refuses more than 64
TEXT_CHARS_MAX = 256 * 1024


def encode(value):
    """The value as JSON text; only its size where it is very long."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except Exception:
        text = None
    # Few values have so many lists and objects that it must be looked at how deep they go.
    if text is None or text.count("[") + text.count("{") > DEPTH_MAX:
        text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    return text if len(text) <= TEXT_CHARS_MAX else json.dumps(f"[{len(text)} characters]")


def plain(value, depth=0, above=()):
    """The value with nothing in it but what JSON has."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if id(value) in above:
        return "[circular]"
    if depth == DEPTH_MAX:
        return "[too deep]"
    try:
        inside = (*above, id(value))
        value = value.model_dump() if hasattr(value, "model_dump") else value
        if isinstance(value, dict):
            return {str(key): plain(item, depth + 1, inside) for key, item in list(value.items())}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [plain(item, depth + 1, inside) for item in list(value)]
        return f"[{len(value)} bytes]" if isinstance(value, (bytes, bytearray)) else str(value)
    except Exception:
        return f"[{type(value).__name__}]"


def text_of(value):
    """A text for an error or a message."""
    try:
        is_error = isinstance(value, BaseException)
        text = f"{type(value).__name__}: {value}" if is_error else value if isinstance(value, str) else encode(value)
    except Exception:
        text = f"[{type(value).__name__}]"
    return text[:TEXT_CHARS_MAX]
