import { deflateSync } from 'node:zlib';

const WIDTH = 900;
const HEIGHT = 360;
const MARGIN = 40;
// Three by five dots a sign, a row per number: just enough to label an axis.
const SIGNS = { 0: [7, 5, 5, 5, 7], 1: [2, 6, 2, 2, 7], 2: [7, 1, 7, 4, 7], 3: [7, 1, 7, 1, 7], 4: [5, 5, 7, 1, 1], 5: [7, 4, 7, 1, 7], 6: [7, 4, 7, 5, 7], 7: [7, 1, 2, 2, 2], 8: [7, 5, 7, 5, 7], 9: [7, 5, 7, 1, 7], '%': [5, 1, 2, 4, 5] };

/**
 * A line chart as a PNG. lines: [{ color: [r, g, b], points: [[x, share from 0 to 1], ...] }]; marks: x values of
 * vertical lines. The x axis goes from 0 to xMax, the y axis from 0 to 100 %.
 */
export function lineChart({ lines, marks, xMax }) {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3, 255);
  const dot = (x, y, color) => {
    const [column, row] = [Math.round(x), Math.round(y)];
    if (column >= 0 && column < WIDTH && row >= 0 && row < HEIGHT) pixels.set(color, (row * WIDTH + column) * 3);
  };
  const line = (x0, y0, x1, y1, color, thickness = 1) => {
    const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1));
    for (let i = 0; i <= steps; i++) {
      for (let t = 0; t < thickness; t++) dot(x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps + t, color);
    }
  };
  const write = (text, x, y) => [...text].forEach((sign, n) => SIGNS[sign].forEach((bits, row) => {
    for (let column = 0; column < 3; column++) {
      if (!(bits & (4 >> column))) continue;
      for (const [dx, dy] of [[0, 0], [1, 0], [0, 1], [1, 1]]) dot(x + n * 8 + column * 2 + dx, y + row * 2 + dy, [60, 60, 60]);
    }
  }));
  const xOf = (value) => MARGIN + (value / xMax) * (WIDTH - 2 * MARGIN);
  const yOf = (share) => HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);

  for (let percent = 0; percent <= 100; percent += 20) {
    line(MARGIN, yOf(percent / 100), WIDTH - MARGIN, yOf(percent / 100), [220, 220, 220]);
    write(`${percent}%`, 4, yOf(percent / 100) - 5);
  }
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((candidate) => xMax / candidate <= 10) ?? 1_000;
  for (let x = 0; x <= xMax; x += step) write(String(x), xOf(x) - 10, HEIGHT - MARGIN + 10);
  for (const x of marks) line(xOf(x), MARGIN, xOf(x), HEIGHT - MARGIN, [150, 150, 150]);
  for (const { color, points } of lines) {
    for (let i = 1; i < points.length; i++) line(xOf(points[i - 1][0]), yOf(points[i - 1][1]), xOf(points[i][0]), yOf(points[i][1]), color, 2);
  }
  return encode(pixels);
}

function encode(pixels) {
  const rows = [];
  for (let row = 0; row < HEIGHT; row++) rows.push(Buffer.from([0]), pixels.subarray(row * WIDTH * 3, (row + 1) * WIDTH * 3));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
}

// node:zlib has crc32 only since Node 22.
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
