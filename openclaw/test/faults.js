import { answer } from './fake-bridge.js';

/** What a bridge, or what listens in its place, may do to a request; for startFakeBridge({ fault }). */
export const FAULTS = {
  status429: (_, response) => (answer(response, 429, { success: false, error: 'full' }, { 'retry-after': '0' }), true),
  status500: (_, response) => (answer(response, 500, { success: false, error: 'bug', id: '1' }), true),
  status503: (_, response) => (answer(response, 503, { success: false, error: 'storage gone' }), true),
  status507: (_, response) => (answer(response, 507, { success: false, error: 'disk full' }), true),
  status401: (_, response) => (answer(response, 401, { success: false, error: 'key' }), true),
  notJson: (_, response) => (answer(response, 200, '<html>hello</html>'), true),
  jsonOfAnotherService: (_, response) => (answer(response, 200, { ok: true }), true),
  refusalOfAnotherService: (_, response) => (answer(response, 400, 'Bad Request'), true),
  invalidUtf8: (_, response) => (answer(response, 200, Buffer.from([0x22, 0xc3, 0x28, 0x22])), true),
  tenMegabytes: (_, response) => (answer(response, 200, Buffer.alloc(10 << 20, 0x20)), true),
  closedAtOnce: (request) => (request.socket.destroy(), true),
  notHttp: (request) => (request.socket.end('garbage\r\n\r\n'), true),
  closedHalfWay(_, response) {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"success":', () => response.socket.destroy());
    return true;
  },
  hanging: () => true,
  storedButAnswerLost(request, response) {
    response.end = () => request.socket.destroy();
    return false;
  },
};
