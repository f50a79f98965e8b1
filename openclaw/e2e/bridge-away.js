// What an agent waits for a bridge that is not there for it.
import http from 'node:http';
import net from 'node:net';

/**
 * Has turns played while the bridge is up, is away, answers garbage and hangs; `timed(what)` plays them and gives the
 * milliseconds of the fastest, because whatever else the machine does only adds to it. Stops the bridge. Returns what has
 * to hold, and whether it does.
 */
export async function withoutBridge(bridge, timed) {
  const up = await timed('is up');
  const port = Number(new URL(bridge.url).port);
  await bridge.stop();
  const away = await timed('is away');
  const garbage = http.createServer((request, response) => response.end('garbage')).listen(port, '127.0.0.1');
  const wrong = await timed('answers garbage');
  garbage.closeAllConnections();
  garbage.close();
  const silent = net.createServer(() => {}).listen(port, '127.0.0.1');
  const hanging = await timed('hangs');
  silent.close();
  return {
    'at most 60 ms slower with the bridge away': away - up <= 60,
    'at most 60 ms slower with garbage': wrong - up <= 60,
    'at most 1.5 s longer with a bridge that hangs': hanging - up <= 1_500,
  };
}
