// One connection to GET /live, which all tabs of the page share: the tab that holds the lock tells the others.
import { key } from './api';

const AGAIN_MS = 3_000;
const CHANNEL = 'lightning.live';

/** Calls back whenever the bridge stored, learned or decided something, and after a time without connection. */
export function listen(heard: () => void): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = heard;
  const tell = () => {
    heard();
    channel.postMessage(null);
  };
  // Pages that do not come from this machine have no locks; each of their tabs then listens by itself.
  if ('locks' in navigator) {
    void navigator.locks.request(CHANNEL, () => follow(tell));
  } else {
    void follow(tell);
  }
}

/** For as long as the tab lives. EventSource would do the same, but it can't send the key. */
async function follow(tell: () => void): Promise<void> {
  let last = '';
  for (;;) {
    try {
      last = await once(last, tell);
    } catch {
      // The bridge is away or wants a key; it may be back soon.
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** Follows one stream to its end; the id of its last message. */
async function once(last: string, tell: () => void): Promise<string> {
  const response = await fetch('/live', {
    headers: {
      ...(key.peek() ? { 'X-API-Key': key.peek()! } : {}),
      ...(last ? { 'Last-Event-ID': last } : {}),
    },
  });
  if (!response.ok || !response.body) {
    return last;
  }
  let seen = last;
  let text = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
    if (done) {
      return seen;
    }
    text += value;
    const messages = text.split('\n\n');
    text = messages.pop()!;
    for (const message of messages) {
      const id = /^id: (.*)$/m.exec(message)?.[1];
      if (id) {
        // The first message of a page that has just loaded tells it nothing new.
        if (seen !== '') {
          tell();
        }
        seen = id;
      }
    }
  }
}
