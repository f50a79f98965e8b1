const STATUS = /\b([45]\d\d)\b/;
// Kinds of failed model calls as OpenClaw names them, and what it writes where it names none.
const CUT = /terminat|reset|closed|socket|premature|aborted|network|fetch failed/i;
const TIMEOUT = /time(d)? ?out/i;

/**
 * What went wrong with the model, as one of a few words: `model_http_500`, `model_stream`, `model_timeout` or
 * `model_error`. OpenClaw ends such a run with `success: true`; the truth is in the last message of the assistant.
 */
export function modelFailure(assistant, failureKind) {
  if (assistant?.stopReason !== 'error') return undefined;
  const text = String(assistant.errorMessage ?? '');
  const [, status] = STATUS.exec(text.slice(0, 200)) ?? [];
  if (status) return `model_http_${status}`;
  return kindOf(`${failureKind ?? ''} ${text}`);
}

/** The same from a model call alone, which is all there is when OpenClaw withholds the conversation. */
export function callFailure({ outcome, failureKind }) {
  return outcome === undefined || outcome === 'completed' ? undefined : kindOf(String(failureKind ?? ''));
}

function kindOf(text) {
  if (TIMEOUT.test(text)) return 'model_timeout';
  return CUT.test(text) ? 'model_stream' : 'model_error';
}

/** The assistant's last message; OpenClaw may put notes of its own behind it. */
export function lastAssistant(messages) {
  return Array.isArray(messages) ? messages.findLast((message) => message?.role === 'assistant') : undefined;
}

/** Whether the same request would fail again: OpenClaw then goes on with another model at once, or not at all. */
export function isFinal(failure) {
  return /^model_http_4(?!08|09|25|29)/.test(failure);
}
